package dev.freshet.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Networks whose machines are proxies of ours, and who stands behind them. What anybody else says
 * in {@code X-Forwarded-For} is not believed.
 *
 * @param trusted the networks
 */
public record Addresses(List<Network> trusted) {
  /** No proxies. */
  public static final Addresses NONE = new Addresses(List.of());

  /** Nothing that would be looked up as a name. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  public Addresses {
    trusted = List.copyOf(trusted);
  }

  /** The machines whose addresses begin with the same bits. */
  public record Network(InetAddress address, int bits) {
    boolean has(InetAddress other) {
      byte[] own = address.getAddress();
      byte[] others = other.getAddress();
      if (own.length != others.length) {
        return false;
      }
      int whole = bits / Byte.SIZE;
      int rest = bits % Byte.SIZE;
      int shift = Byte.SIZE - rest;
      return Arrays.equals(own, 0, whole, others, 0, whole)
          && (rest == 0 || own[whole] >> shift == others[whole] >> shift);
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
    InetAddress address = address(slash < 0 ? item : item.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException("no address: " + item);
    }
    int all = address.getAddress().length * Byte.SIZE;
    int bits = slash < 0 ? all : Integer.parseInt(item.substring(slash + 1));
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException("no network: " + item);
    }
    return new Network(address, bits);
  }

  private static @Nullable InetAddress address(String text) {
    try {
      return LITERAL.matcher(text).matches() ? InetAddress.getByName(text) : null;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /**
   * The address of a client.
   *
   * @param peer where the connection comes from
   * @param forwarded the header's items, the last one written by the nearest proxy
   */
  String client(String peer, List<String> forwarded) {
    String client = peer;
    for (int i = forwarded.size() - 1; i >= 0 && isTrusted(client); i--) {
      String before = forwarded.get(i);
      if (address(before) == null) {
        break;
      }
      client = before;
    }
    return client;
  }

  private boolean isTrusted(String text) {
    InetAddress address = address(text);
    return address != null && trusted.stream().anyMatch(network -> network.has(address));
  }
}
