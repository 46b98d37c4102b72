package dev.freshet.web;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The host names under which clients may reach the hub. Otherwise a foreign page whose host name
 * resolves to this hub (DNS rebinding) would count as one of its own pages.
 *
 * @param names in lower case, without ports; if empty, any name is allowed
 */
public record Hosts(Set<String> names) {
  /** Any name. */
  public static final Hosts ANY = new Hosts(Set.of());

  /** Used by probes on the same machine; no foreign page can have these names. */
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final int MAX_LENGTH = 255;
  private static final int MAX_PORT = 65_535;
  private static final String FOREIGN = "This hub is not reached under that host name.";

  /** A name or address, and a port (RFC 9110, section 7.2). */
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?");

  public Hosts {
    names = Set.copyOf(names);
  }

  /**
   * Reads a list such as {@code hub.example.com, 192.0.2.1, [2001:db8::1]}.
   *
   * @throws IllegalArgumentException if an item is not a host name, or has a port
   */
  public static Hosts parse(String list) {
    return new Hosts(
        Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .map(Hosts::item)
            .collect(Collectors.toSet()));
  }

  private static String item(String text) {
    String name = name(text);
    if (name == null || name.length() != text.length()) {
      throw new IllegalArgumentException("no host name: " + text);
    }
    return name;
  }

  /** Returns the name in a header's value, or null if the value is malformed. */
  private static @Nullable String name(String value) {
    Matcher matcher = HOST.matcher(value);
    return value.length() <= MAX_LENGTH && matcher.matches() && isPort(matcher.group(2))
        ? matcher.group(1).toLowerCase(Locale.ROOT)
        : null;
  }

  private static boolean isPort(@Nullable String digits) {
    return digits == null || Integer.parseInt(digits) <= MAX_PORT;
  }

  /**
   * Returns what is wrong with a request's host, or null.
   *
   * @param headers the values of {@code Host}; HTTP/1.0 needs none
   * @param server the name that the server derives from the request
   */
  @Nullable String refusal(Iterator<String> headers, String server) {
    if (headers.hasNext()) {
      String name = name(headers.next());
      if (headers.hasNext()) {
        return "There must be one Host header.";
      }
      if (name == null) {
        return "The Host header is malformed.";
      }
      if (!isAllowed(name)) {
        return FOREIGN;
      }
    }
    return isAllowed(server.toLowerCase(Locale.ROOT)) ? null : FOREIGN;
  }

  private boolean isAllowed(String name) {
    return names.isEmpty() || names.contains(name) || LOCAL.contains(name);
  }
}
