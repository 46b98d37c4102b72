package dev.freshet.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Normalizes equivalent spellings of a URL's parts. Percent-encoding, international host names and
 * numeric addresses are left as they are.
 */
final class UrlText {
  private static final int MAX_PORT = 65535;
  private static final String NOT_IN_HOSTS = " #%/:<>?@[\\]^|";
  private static final String IN_ADDRESSES = "0123456789abcdef:.[]";
  private static final Set<String> DOT = Set.of(".", "%2e");
  private static final Set<String> DOT_DOT = Set.of("..", ".%2e", "%2e.", "%2e%2e");

  private UrlText() {}

  static String scheme(String text) {
    if (!text.isEmpty() && schemeEnd(text + ":") != text.length()) {
      throw InvalidPattern.because("its scheme is none");
    }
    return lower(text);
  }

  /** Returns the index of the ':' after the scheme of a URL; negative if it has none. */
  static int schemeEnd(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == ':' && i > 0) {
        return i;
      }
      if (!isLetter && (i == 0 || "0123456789+-.".indexOf(c) < 0)) {
        return -1;
      }
    }
    return -1;
  }

  static String host(String text) {
    if (!isHost(text)) {
      throw InvalidPattern.because("its host is none");
    }
    return lower(text);
  }

  static boolean isHost(String text) {
    return text.chars().allMatch(c -> NOT_IN_HOSTS.indexOf(c) < 0);
  }

  /** Normalizes a host in brackets: an IPv6 address. */
  static String address(String text) {
    if (!isAddress(text)) {
      throw InvalidPattern.because("its host is no address");
    }
    return lower(text);
  }

  static boolean isAddress(String text) {
    return lower(text).chars().allMatch(c -> IN_ADDRESSES.indexOf(c) >= 0);
  }

  static String port(String text) {
    return portNumber(text).orElseThrow(() -> InvalidPattern.because("its port is none"));
  }

  /** Returns a port without leading zeros; empty if it is not a port. */
  static Optional<String> portNumber(String text) {
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      port = 10 * port + digit;
      if (digit < 0 || digit > 9 || port > MAX_PORT) {
        return Optional.empty();
      }
    }
    return Optional.of(text.isEmpty() ? "" : Integer.toString(port));
  }

  /** Normalizes a piece of a path pattern. Dot segments are resolved only if it begins with '/'. */
  static String pathPiece(String text) {
    if (text.startsWith("/")) {
      return path(text);
    }
    String guarded = path("/-" + text);
    if (!guarded.startsWith("/-")) {
      throw InvalidPattern.because("its path goes up past a group");
    }
    return guarded.substring(2);
  }

  /** Returns a path that begins with '/', with its dot segments resolved. */
  static String path(String path) {
    if (!path.contains("/.") && !path.contains("/%2")) {
      return path;
    }
    List<String> kept = new ArrayList<>();
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean isLast = i == segments.length - 1;
      String segment = lower(segments[i]);
      if (DOT_DOT.contains(segment)) {
        if (!kept.isEmpty()) {
          kept.remove(kept.size() - 1);
        }
      } else if (!DOT.contains(segment)) {
        kept.add(segments[i]);
        continue;
      }
      if (isLast) {
        kept.add("");
      }
    }
    return "/" + String.join("/", kept);
  }

  /** Returns the text with ASCII letters, and no others, in lower case. */
  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c - 'A' + 'a'));
      }
    }
    return lower.toString();
  }
}
