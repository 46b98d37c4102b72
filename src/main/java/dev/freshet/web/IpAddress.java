package dev.freshet.web;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An IP address parsed from a literal; names are never looked up. An IPv4-mapped IPv6 address
 * ({@code ::ffff:8.8.8.8}) is treated as the IPv4 address. Immutable.
 */
final class IpAddress {
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  /** Upper bound on the characters of a literal with its zone; RFC 4007 sets none. */
  private static final int MAX_LENGTH = 100;

  /** Bytes before the IPv4 address in a mapped one (RFC 4291, section 2.5.5.2). */
  static final int MAPPED_BYTES = IPV6_BYTES - IPV4_BYTES;

  /** A household or a server usually has all addresses with the same first 64 bits (RFC 6177). */
  private static final int NETWORK_BYTES = 8;

  private final byte[] bytes;
  private final boolean mapped;

  private IpAddress(byte[] bytes) {
    this.mapped = isMapped(bytes);
    this.bytes = mapped ? Arrays.copyOfRange(bytes, MAPPED_BYTES, IPV6_BYTES) : bytes;
  }

  private static boolean isMapped(byte[] bytes) {
    if (bytes.length != IPV6_BYTES) {
      return false;
    }
    for (int i = 0; i < MAPPED_BYTES; i++) {
      if (bytes[i] != (i < MAPPED_BYTES - 2 ? 0 : (byte) 0xff)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads four decimal numbers, or an IPv6 address (RFC 4291, section 2.2); a zone is ignored.
   *
   * @return null if the text is anything else, such as a name, a shorter form or an octal number
   */
  static @Nullable IpAddress parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    byte[] bytes = text.indexOf(':') < 0 ? ipv4(text) : ipv6(withoutZone(text));
    return bytes == null ? null : new IpAddress(bytes);
  }

  private static String withoutZone(String text) {
    int zone = text.indexOf('%');
    // An empty zone is kept, and so refused.
    return zone < 0 || zone == text.length() - 1 ? text : text.substring(0, zone);
  }

  private static byte @Nullable [] ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != IPV4_BYTES) {
      return null;
    }
    byte[] bytes = new byte[IPV4_BYTES];
    for (int i = 0; i < IPV4_BYTES; i++) {
      int number = number(parts[i], 10, 3);
      if (number < 0 || number > 0xff || (parts[i].length() > 1 && parts[i].startsWith("0"))) {
        return null;
      }
      bytes[i] = (byte) number;
    }
    return bytes;
  }

  private static byte @Nullable [] ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text);
      return all != null && all.length == IPV6_BYTES ? all : null;
    }
    byte[] head = groups(text.substring(0, gap));
    byte[] tail = groups(text.substring(gap + 2));
    if (head == null || tail == null || head.length + tail.length > IPV6_BYTES - 2) {
      return null;
    }
    if (text.substring(0, gap).indexOf('.') >= 0) {
      return null;
    }
    byte[] bytes = Arrays.copyOf(head, IPV6_BYTES);
    System.arraycopy(tail, 0, bytes, IPV6_BYTES - tail.length, tail.length);
    return bytes;
  }

  /** Reads groups of up to four hexadecimal digits; the last may be an IPv4 address. */
  private static byte @Nullable [] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    byte[] last = ipv4(parts[parts.length - 1]);
    int groups = last == null ? parts.length : parts.length - 1;
    int size = 2 * groups + (last == null ? 0 : IPV4_BYTES);
    if (size > IPV6_BYTES) {
      return null;
    }
    byte[] bytes = new byte[size];
    for (int i = 0; i < groups; i++) {
      int number = number(parts[i], 16, 4);
      if (number < 0) {
        return null;
      }
      bytes[2 * i] = (byte) (number >> Byte.SIZE);
      bytes[2 * i + 1] = (byte) number;
    }
    if (last != null) {
      System.arraycopy(last, 0, bytes, 2 * groups, IPV4_BYTES);
    }
    return bytes;
  }

  /** Reads ASCII digits; returns -1 if there are none, too many, or anything else. */
  static int number(String text, int radix, int most) {
    boolean isOne = !text.isEmpty() && text.length() <= most;
    for (int i = 0; isOne && i < text.length(); i++) {
      isOne = text.charAt(i) < 0x80 && Character.digit(text.charAt(i), radix) >= 0;
    }
    return isOne ? Integer.parseInt(text, radix) : -1;
  }

  /** Whether the literal was an IPv4-mapped IPv6 address. */
  boolean isMapped() {
    return mapped;
  }

  /** Returns its length in bits: 32 or 128. */
  int bits() {
    return bytes.length * Byte.SIZE;
  }

  /** Whether another address of the same kind begins with the same bits. */
  boolean shares(int bits, IpAddress other) {
    if (bytes.length != other.bytes.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    int shift = Byte.SIZE - rest;
    return Arrays.equals(bytes, 0, whole, other.bytes, 0, whole)
        && (rest == 0 || bytes[whole] >> shift == other.bytes[whole] >> shift);
  }

  /**
   * Returns what limits count as one client: an IPv4 address, or all IPv6 addresses with the same
   * first 64 bits.
   */
  String network() {
    return bytes.length == IPV4_BYTES
        ? (bytes[0] & 0xff)
            + "."
            + (bytes[1] & 0xff)
            + "."
            + (bytes[2] & 0xff)
            + "."
            + (bytes[3] & 0xff)
        : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "/64";
  }
}
