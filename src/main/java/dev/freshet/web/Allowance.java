package dev.freshet.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A rate limit for each of many clients: the generic cell rate algorithm (ITU-T I.371), which
 * allows a period's worth at once and then one in each interval. Thread-safe.
 */
public final class Allowance {
  /** Once this many names are tracked, those that have been idle are forgotten. */
  private static final int MANY = 10_000;

  private final long period;
  private final long interval;
  private final LongSupplier nanoClock;

  /** When each name's next turn would be due if its turns came evenly. */
  private final Map<String, Long> due = new ConcurrentHashMap<>();

  private final AtomicBoolean sweeping = new AtomicBoolean();

  /**
   * Creates a rate limit.
   *
   * @param count turns allowed in a period, or 0 for no limit
   */
  public Allowance(int count, Duration period, LongSupplier nanoClock) {
    this.period = period.toNanos();
    this.interval = count == 0 ? 0 : Math.max(1, this.period / count);
    this.nanoClock = nanoClock;
  }

  /** Counts one turn; returns how long to wait before it, or zero if it may be taken now. */
  public Duration take(String who) {
    if (interval == 0) {
      return Duration.ZERO;
    }
    long now = nanoClock.getAsLong();
    long[] wait = new long[1];
    due.compute(
        who,
        (name, known) -> {
          long next = known == null || known - now < 0 ? now : known;
          long ahead = next + interval - now;
          wait[0] = Math.max(0, ahead - period);
          return wait[0] == 0 ? Long.valueOf(next + interval) : Long.valueOf(next);
        });
    forgetTheQuiet(now);
    return Duration.ofNanos(wait[0]);
  }

  /** Refunds a turn that was counted but not used. */
  public void giveBack(String who) {
    due.computeIfPresent(who, (name, next) -> next - interval);
  }

  private void forgetTheQuiet(long now) {
    if (due.size() > MANY && sweeping.compareAndSet(false, true)) {
      due.values().removeIf(next -> next - now < 0);
      sweeping.set(false);
    }
  }

  public int known() {
    return due.size();
  }
}
