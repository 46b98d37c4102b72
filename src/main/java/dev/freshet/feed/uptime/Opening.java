package dev.freshet.feed.uptime;

import dev.freshet.schedule.Time;
import java.time.Duration;
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
  private final Time time;
  private final @Nullable Target hub;

  /** Whether the hub is being asked. Any thread: who sets it asks. */
  private final AtomicBoolean isAsking = new AtomicBoolean();

  /** Set once, by any thread. */
  private volatile boolean isOver;

  /** When it was first asked, by the monotonic clock; null before. The one thread. */
  private @Nullable Long since;

  /**
   * An opening that is still to come.
   *
   * @param hub the hub itself, or null if that is not checked
   */
  Opening(Checker checker, Time time, @Nullable Target hub) {
    this.checker = checker;
    this.time = time;
    this.hub = hub;
  }

  /** Those of the targets that can be checked already: not the hub itself before it is open. */
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
