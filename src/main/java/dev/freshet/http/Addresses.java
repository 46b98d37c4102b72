package dev.freshet.http;

import java.util.Arrays;
import java.util.List;

/**
 * Networks whose machines are proxies of ours, and who stands behind them. What anybody else says
 * in {@code X-Forwarded-For} is not believed.
 *
 * @param trusted the networks
 */
public record Addresses(List<Network> trusted) {
  /** No proxies. */
  public static final Addresses NONE = new Addresses(List.of());

  public Addresses {
    trusted = List.copyOf(trusted);
  }

  /** The machines whose addresses begin with the same bits. */
  record Network(IpAddress address, int bits) {
    boolean has(IpAddress other) {
      return address.shares(bits, other);
    }
  }

  /**
   * Reads a list such as {@code 10.0.0.0/8, ::1}.
   *
   * @throws IllegalArgumentException if an item is no address or network
   */
  public static Addresses parse(String list) {
    return new Addresses(
        Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .map(Addresses::network)
            .toList());
  }

  private static Network network(String item) {
    int slash = item.indexOf('/');
    IpAddress address = IpAddress.parse(slash < 0 ? item : item.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("no address: " + item);
    }
    int bits = slash < 0 ? address.bits() : IpAddress.number(item.substring(slash + 1), 10, 3);
    if (slash >= 0 && address.isMapped()) {
      bits -= IpAddress.MAPPED_BYTES * Byte.SIZE;
    }
    if (bits < 0 || bits > address.bits()) {
      throw new IllegalArgumentException("no network: " + item);
    }
    return new Network(address, bits);
  }

  /**
   * What of a client is counted: its {@link IpAddress#network}. What a proxy of ours forwards and
   * is no address counts as the proxy itself.
   *
   * @param peer where the connection comes from
   * @param forwarded the header's items, the last one written by the nearest proxy
   */
  String client(String peer, List<String> forwarded) {
    IpAddress client = IpAddress.parse(peer);
    if (client == null) {
      return peer;
    }
    for (int i = forwarded.size() - 1; i >= 0 && isTrusted(client); i--) {
      IpAddress before = IpAddress.parse(forwarded.get(i));
      if (before == null) {
        break;
      }
      client = before;
    }
    return client.network();
  }

  /** Whether a connection from this address is a proxy's that is ours. */
  boolean isTrusted(String peer) {
    IpAddress address = IpAddress.parse(peer);
    return address != null && isTrusted(address);
  }

  private boolean isTrusted(IpAddress address) {
    return trusted.stream().anyMatch(network -> network.has(address));
  }
}
