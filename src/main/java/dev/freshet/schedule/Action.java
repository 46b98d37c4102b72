package dev.freshet.schedule;

import java.net.URI;
import java.time.Duration;

/** What a schedule does when it is due. Immutable. */
public sealed interface Action {

  /** Publishes the same text each time. */
  record Text(String data) implements Action {}

  /** Publishes what a {@link Template} renders. */
  record Templated(Template template) implements Action {}

  /**
   * Publishes the content at an address.
   *
   * @param timeout from the start of the request to the end of the body
   */
  record Fetch(URI url, Duration timeout) implements Action {
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
  }

  /** Publishes a feed's sample, on the topics of the feed and those of the schedule. */
  record Sample(String feed) implements Action {}
}
