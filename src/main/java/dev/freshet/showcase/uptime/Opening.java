package dev.freshet.showcase.uptime;

import dev.freshet.schedule.Time;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the hub's own server accepts requests, which is some seconds after the hub has
 * started: a hub that is starting is not down. Used by one thread at a time.
 */
final class Opening {
  /** By then the server accepts requests, or there is a problem to report. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Checker checker;
  private final Time time;
  private final @Nullable Target hub;

  /** Whether a check of the hub is in progress. Any thread may set it, and then checks. */
  private final AtomicBoolean isAsking = new AtomicBoolean();

  /** Set once, by any thread. */
  private volatile boolean isOver;

  /** When it was first checked, by the monotonic clock; null before. Owned by the one thread. */
  private @Nullable Long since;

  /**
   * Creates an opening that has not happened yet.
   *
   * @param hub the hub itself, or null if it is not checked
   */
  Opening(Checker checker, Time time, @Nullable Target hub) {
    this.checker = checker;
    this.time = time;
    this.hub = hub;
  }

  /** Returns the targets that can be checked already: not the hub itself before it is open. */
  Map<String, Target> past(Map<String, Target> all) {
    if (isOver || hub == null || !all.containsValue(hub)) {
      return all;
    }
    long begun = since == null ? time.nanos() : since;
    since = begun;
    if (time.since(begun).compareTo(LONGEST) > 0) {
      isOver = true;
      return all;
    }
    ask(hub);
    return Map.of();
  }

  private void ask(Target itself) {
    if (isAsking.compareAndSet(false, true)) {
      try {
        var unused =
            checker
                .check(itself)
                .whenComplete((outcome, failure) -> answered(outcome != null && outcome.isUp()));
      } catch (RuntimeException e) {
        answered(/* isUp= */ false);
      }
    }
  }

  private void answered(boolean isUp) {
    isOver |= isUp;
    isAsking.set(false);
  }
}
