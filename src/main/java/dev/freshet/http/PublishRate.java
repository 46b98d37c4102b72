package dev.freshet.http;

import dev.freshet.auth.Bearer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * How fast each token may publish: the generic cell rate algorithm (ITU-T I.371), which allows a
 * second's worth at once and then one in each interval. Any thread.
 */
final class PublishRate {
  /** With so many tokens known, those that have been quiet are forgotten. */
  private static final int MANY = 10_000;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final long interval;
  private final LongSupplier nanoClock;

  /** When each token's next event would be due if all came evenly. */
  private final Map<String, Long> due = new ConcurrentHashMap<>();

  private final AtomicBoolean sweeping = new AtomicBoolean();

  /**
   * A rate.
   *
   * @param perSecond events, or 0 for no limit
   */
  PublishRate(int perSecond, LongSupplier nanoClock) {
    this.interval = perSecond == 0 ? 0 : Math.max(1, SECOND / perSecond);
    this.nanoClock = nanoClock;
  }

  /** Counts one event; gives how long to wait with it, or zero if it may be published now. */
  Duration take(Bearer bearer) {
    if (interval == 0) {
      return Duration.ZERO;
    }
    long now = nanoClock.getAsLong();
    long[] wait = new long[1];
    due.compute(
        bearer.account(),
        (account, known) -> {
          long next = known == null || known - now < 0 ? now : known;
          long ahead = next + interval - now;
          wait[0] = Math.max(0, ahead - Math.max(SECOND, interval));
          return wait[0] == 0 ? Long.valueOf(next + interval) : Long.valueOf(next);
        });
    forgetTheQuiet(now);
    return Duration.ofNanos(wait[0]);
  }

  private void forgetTheQuiet(long now) {
    if (due.size() > MANY && sweeping.compareAndSet(false, true)) {
      due.values().removeIf(next -> next - now < 0);
      sweeping.set(false);
    }
  }

  int known() {
    return due.size();
  }
}
