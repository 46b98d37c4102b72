package dev.freshet.showcase.uptime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statuses that a response may have, such as {@code 200} or {@code 200-299}.
 *
 * @param from the lowest status
 * @param to the highest status
 */
public record StatusRange(int from, int to) {
  /** Success. */
  public static final StatusRange SUCCESS = new StatusRange(200, 299);

  private static final Pattern TEXT = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

  /**
   * Parses a range.
   *
   * @throws IllegalArgumentException if the text is not a range
   */
  public static StatusRange parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no status: " + text);
    }
    int from = Integer.parseInt(matcher.group(1));
    int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
    if (to < from) {
      throw new IllegalArgumentException("no range: " + text);
    }
    return new StatusRange(from, to);
  }

  boolean has(int status) {
    return from <= status && status <= to;
  }

  @Override
  public String toString() {
    return from == to ? Integer.toString(from) : from + "-" + to;
  }
}
