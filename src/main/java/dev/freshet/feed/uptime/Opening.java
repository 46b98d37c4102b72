package dev.freshet.feed.uptime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the hub's own server lets visitors in: it does so some seconds after the hub has
 * started, and a hub that starts is not down. One thread at a time.
 */
final class Opening {
  /** By then a server is open, or something is wrong that is to be told. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Checker checker;
  private final InstantSource clock;
  private final @Nullable Target hub;

  /** Whether the hub is being asked. Any thread: who sets it asks. */
  private final AtomicBoolean isAsking = new AtomicBoolean();

  /** Set once, by any thread. */
  private volatile boolean isOver;

  /** When it was first asked, in milliseconds since 1970. The one thread. */
  private long since;

  /**
   * An opening that is still to come.
   *
   * @param hub the hub itself, or null if that is not checked
   */
  Opening(Checker checker, InstantSource clock, @Nullable Target hub) {
    this.checker = checker;
    this.clock = clock;
    this.hub = hub;
  }

  /** Those of the targets that can be checked already: not the hub itself before it is open. */
  Map<String, Target> past(Map<String, Target> all) {
    if (isOver || hub == null || !all.containsValue(hub)) {
      return all;
    }
    long now = clock.millis();
    since = since == 0 ? now : since;
    if (now - since > LONGEST.toMillis()) {
      isOver = true;
      return all;
    }
    ask(hub);
    return Map.of();
  }

  private void ask(Target itself) {
    if (isAsking.compareAndSet(false, true)) {
      var unused =
          checker
              .check(itself)
              .whenComplete(
                  (outcome, failure) -> {
                    isOver |= outcome != null && outcome.isUp();
                    isAsking.set(false);
                  });
    }
  }
}
