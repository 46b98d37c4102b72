package dev.freshet.showcase.uptime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port, such as {@code db.example:5432} or {@code [::1]:5432}. The host is not looked
 * up.
 *
 * @param host a name or an address, without brackets
 */
public record HostPort(String host, int port) {
  private static final int MAX_PORT = 65_535;

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:([A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}))|\\[([0-9A-Fa-f:.]{2,45})\\]):(\\d{1,5})");

  /**
   * Parses a host and a port.
   *
   * @throws IllegalArgumentException if the text is not one
   */
  public static HostPort parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("no host and port: " + text);
    }
    String name = matcher.group(1);
    return new HostPort(name == null ? matcher.group(2) : name, port);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
