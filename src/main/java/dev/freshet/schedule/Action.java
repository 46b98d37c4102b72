package dev.freshet.schedule;

import java.net.URI;
import java.time.Duration;

/** What a schedule does when it is due. Immutable. */
public sealed interface Action {

  /** Publishes the same text each time. */
  record Text(String data) implements Action {}

  /** Publishes what a {@link Template} gives. */
  record Templated(Template template) implements Action {}

  /**
   * Publishes what is at an address.
   *
   * @param timeout from the request to the end of the body
   */
  record Fetch(URI url, Duration timeout) implements Action {
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
  }

  /** Publishes the sample of a feed, on the feed's topics and those of the schedule. */
  record Sample(String feed) implements Action {}
}
