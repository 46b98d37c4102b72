package dev.freshet.web;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list of web origins (RFC 6454). An item is an origin such as {@code https://example.com:8443},
 * one whose host begins with {@code *.} and matches all hosts below it, {@code null} for pages
 * without an origin, or {@code *} for all.
 *
 * @param items in lower case, without default ports
 */
public record Origins(Set<String> items) {
  /** The empty list. */
  public static final Origins NONE = new Origins(Set.of());

  private static final String ALL = "*";
  private static final String OPAQUE = "null";
  private static final String BELOW = "*.";
  private static final int MAX_PORT = 65_535;

  /**
   * Upper bound on the characters of an origin: a host has at most 253 (RFC 1035), and the pattern
   * uses stack for each label.
   */
  private static final int MAX_LENGTH = 300;

  /** Scheme, wildcard, host, port. Apps in a web view have their own schemes, and no host. */
  private static final Pattern ITEM =
      Pattern.compile(
          "([a-z][a-z0-9+.-]*)://(?:(\\*\\.)?"
              + "([a-z0-9_-]+(?:\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+\\])(?::([0-9]{1,5}))?)?");

  /** The part of an address before its path. */
  private static final Pattern ADDRESS = Pattern.compile("([^/?#]+://[^/?#]*).*", Pattern.DOTALL);

  public Origins {
    items = Set.copyOf(items);
  }

  /**
   * Reads a list separated by commas or spaces.
   *
   * @throws IllegalArgumentException if an item is not an origin
   */
  public static Origins parse(String list) {
    Set<String> items = new LinkedHashSet<>();
    for (String text : Arrays.asList(list.split("[,\\s]+"))) {
      if (!text.isEmpty()) {
        items.add(item(text));
      }
    }
    return new Origins(items);
  }

  private static String item(String text) {
    String item = text.equals(ALL) ? ALL : normal(text);
    if (item == null) {
      throw new IllegalArgumentException("'" + text + "' is no origin.");
    }
    return item;
  }

  /** Returns the form in which origins are compared, or null if this is not an origin. */
  private static @Nullable String normal(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals(OPAQUE)) {
      return lower;
    }
    Matcher matcher = ITEM.matcher(lower);
    if (!matcher.matches()) {
      return null;
    }
    String scheme = matcher.group(1);
    int implied = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : 0;
    if (matcher.group(3) == null) {
      return implied == 0 ? lower : null;
    }
    String port = matcher.group(4);
    if (port == null) {
      return lower;
    }
    int number = Integer.parseInt(port);
    String host = lower.substring(0, matcher.start(4) - 1);
    return number > MAX_PORT ? null : number == implied ? host : host + ":" + number;
  }

  /** Whether the list is empty. */
  boolean isEmpty() {
    return items.isEmpty();
  }

  /** Whether every origin is on the list. */
  boolean isAll() {
    return items.contains(ALL);
  }

  /** Whether an origin, as a browser sends it, is on the list. */
  boolean matches(String origin) {
    String normal = isAll() ? ALL : normal(origin);
    if (normal == null || normal.contains(BELOW)) {
      return false;
    }
    return items.contains(normal) || matchesBelow(normal);
  }

  /** Looks up {@code https://*.b.c}, then {@code https://*.c}. */
  private boolean matchesBelow(String origin) {
    int host = origin.indexOf("://") + "://".length();
    String scheme = origin.substring(0, host);
    for (int dot = origin.indexOf('.', host); dot >= 0; dot = origin.indexOf('.', dot + 1)) {
      if (items.contains(scheme + "*" + origin.substring(dot))) {
        return true;
      }
    }
    return false;
  }

  /** Whether two texts are the same origin. */
  static boolean same(String one, String other) {
    String normal = normal(one);
    return normal != null && normal.equals(normal(other));
  }

  /** Returns the origin of an address as written, or an empty string if there is none. */
  static String ofAddress(String address) {
    Matcher matcher = ADDRESS.matcher(address);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
