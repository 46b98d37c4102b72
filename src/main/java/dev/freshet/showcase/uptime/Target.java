package dev.freshet.showcase.uptime;

import dev.freshet.json.InvalidMemberException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What is checked, and how often. Immutable.
 *
 * @param id its id in topics and addresses: up to 64 letters, digits or {@code . _ -}, starting
 *     with a letter or a digit
 * @param name its name for people
 * @param interval from the start of a check to the start of the next
 * @param timeout how long one attempt may take; shorter than the interval
 * @param retries how often a failed attempt is repeated, at once, before the target counts as down
 * @param isPrivate whether its events require rights
 */
public record Target(
    String id,
    String name,
    Goal goal,
    Duration interval,
    Duration timeout,
    int retries,
    boolean isPrivate) {
  /** Feeds are sampled once a second. */
  public static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

  /** With longer intervals, nothing would be known of most of the time. */
  public static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

  /** Too short for any network otherwise. */
  public static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

  /** A check must not occupy a thread forever. */
  public static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);

  /** More would hide that a target is down. */
  public static final int MOST_RETRIES = 5;

  static final Duration USUAL_INTERVAL = Duration.ofSeconds(30);
  static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);
  static final int USUAL_RETRIES = 1;
  private static final int LONGEST_NAME = 200;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * Validates the parts, separately and together.
   *
   * @throws InvalidMemberException that names the wrong part
   */
  public Target {
    check(isId(id), "id", "It must be up to 64 letters, digits or . _ - and begin with no sign.");
    check(
        !name.isBlank()
            && name.length() <= LONGEST_NAME
            && name.chars().noneMatch(Character::isISOControl),
        "name",
        "It must have 1 to " + LONGEST_NAME + " characters, in one line.");
    check(
        interval.compareTo(SHORTEST_INTERVAL) >= 0 && interval.compareTo(LONGEST_INTERVAL) <= 0,
        "intervalSeconds",
        "It must be 1 to " + LONGEST_INTERVAL.toSeconds() + ".");
    check(
        timeout.compareTo(SHORTEST_TIMEOUT) >= 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0,
        "timeoutSeconds",
        "It must be 0.1 to " + LONGEST_TIMEOUT.toSeconds() + ".");
    check(
        timeout.compareTo(interval) < 0, "timeoutSeconds", "It must be less than intervalSeconds.");
    check(
        0 <= retries && retries <= MOST_RETRIES,
        "retries",
        "It must be 0 to " + MOST_RETRIES + ".");
  }

  private static void check(boolean holds, String member, String rule) {
    if (!holds) {
      throw new InvalidMemberException(member, rule);
    }
  }

  /** Whether a target can have this id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Returns the hub's own status page as a target with the id {@code hub}. */
  static Target hubAt(URI root) {
    String slash = root.getPath().endsWith("/") ? "" : "/";
    return new Target(
        "hub",
        "This hub",
        new Goal.Http(
            URI.create(root + slash + "api/status"),
            StatusRange.SUCCESS,
            null,
            /* followRedirects= */ false),
        USUAL_INTERVAL,
        USUAL_TIMEOUT,
        USUAL_RETRIES,
        /* isPrivate= */ false);
  }

  /** Returns the maximum time between two checks without a gap in the history. */
  Duration patience() {
    return interval.multipliedBy(2).plus(timeout.multipliedBy(retries + 1L)).plusSeconds(1);
  }
}
