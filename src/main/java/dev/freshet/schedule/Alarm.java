package dev.freshet.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wakes its user once, at a set time. Guarded by its user. */
final class Alarm {
  private static final Logger LOG = System.getLogger(Alarm.class.getName());

  /** The user checks again at least this often. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final ScheduledExecutorService timers;
  private final Runnable wake;

  private @Nullable ScheduledFuture<?> timer;
  private Instant setTo = Instant.MAX;

  /**
   * Creates an alarm that is not set.
   *
   * @param wake runs when the time comes; must not throw
   */
  Alarm(ScheduledExecutorService timers, Runnable wake) {
    this.timers = timers;
    this.wake = wake;
  }

  /**
   * Sets the alarm, unless it is already set to that time. If no timer is available, the next call
   * tries again.
   */
  void set(Instant at, Instant now) {
    if (timer != null && at.equals(setTo)) {
      return;
    }
    stop();
    try {
      timer = timers.schedule(wake, nanos(now, at), TimeUnit.NANOSECONDS);
      setTo = at;
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "No timer for the schedules now.", e);
    }
  }

  private static long nanos(Instant now, Instant at) {
    if (at.isBefore(now)) {
      return 0;
    }
    Duration left = Duration.between(now, at);
    return left.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : left.toNanos();
  }

  void stop() {
    if (timer != null) {
      timer.cancel(/* mayInterruptIfRunning= */ false);
      timer = null;
    }
  }
}
