package dev.freshet.feed.uptime;

import dev.freshet.json.InvalidMemberException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What is checked, and how often. Immutable.
 *
 * @param id what it is called in topics and addresses: up to 64 letters, digits or {@code . _ -},
 *     the first of them a letter or a digit
 * @param name what people call it
 * @param interval from the start of a check to the start of the next
 * @param timeout after which one attempt has failed; shorter than the interval
 * @param retries how often a failed attempt is repeated, at once, before the target counts as down
 * @param isPrivate whether only those with the right see its events
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

  /** Rarer, nothing would be known of most of the time. */
  public static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

  /** Less is no time for any network. */
  public static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

  /** A check must not hold a thread for ever. */
  public static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);

  /** More would hide that a target is down. */
  public static final int MOST_RETRIES = 5;

  static final Duration USUAL_INTERVAL = Duration.ofSeconds(30);
  static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);
  static final int USUAL_RETRIES = 1;
  private static final int LONGEST_NAME = 200;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * Checks what the parts must be, each and together.
   *
   * @throws InvalidMemberException that names the one that is wrong
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

  /** Whether a target can be called so. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** The hub's own status page, under the id {@code hub}. */
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

  /** How long after one check the next may come without a time of which nothing is known. */
  Duration patience() {
    return interval.multipliedBy(2).plus(timeout.multipliedBy(retries + 1L)).plusSeconds(1);
  }
}
