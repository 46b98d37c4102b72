package dev.freshet.web;

import java.util.Arrays;
import java.util.List;

/**
 * The networks of our own reverse proxies, and the client addresses behind them. {@code
 * X-Forwarded-For} from any other peer is ignored.
 *
 * @param trusted the networks
 */
public record Addresses(List<Network> trusted) {
  /** No proxies. */
  public static final Addresses NONE = new Addresses(List.of());

  public Addresses {
    trusted = List.copyOf(trusted);
  }

  /** All machines whose addresses begin with the same bits. */
  record Network(IpAddress address, int bits) {
    boolean has(IpAddress other) {
      return address.shares(bits, other);
    }
  }

  /**
   * Reads a list such as {@code 10.0.0.0/8, ::1}.
   *
   * @throws IllegalArgumentException if an item is not an address or network
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
   * Returns what is counted as one client: its {@link IpAddress#network}. If a trusted proxy
   * forwards something that is not an address, the proxy itself is counted.
   *
   * @param peer the address that the connection comes from
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

  /** Whether a connection from this address comes from one of our proxies. */
  boolean isTrusted(String peer) {
    IpAddress address = IpAddress.parse(peer);
    return address != null && isTrusted(address);
  }

  private boolean isTrusted(IpAddress address) {
    return trusted.stream().anyMatch(network -> network.has(address));
  }
}
