package dev.freshet.signin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits how often a password may be tried per minute, from one network address and from all
 * together. A known browser has its own allowance and does not use up that of others, so that
 * guessers cannot lock it out. Successful tries do not count. Thread-safe.
 */
public final class Attempts {
  static final int FROM_ONE = 5;

  /** More than people need, but too few to guess a password. */
  static final int FROM_ALL = 30;

  static final Duration PERIOD = Duration.ofMinutes(1);

  private static final String ALL = "";

  /** Cannot clash, because no address contains a space. */
  private static final String KNOWN = "known browser ";

  private final LongSupplier nanos;

  // Guarded by this. Times in milliseconds of the monotonic clock, oldest first.
  private final Map<String, Deque<Long>> tries = new HashMap<>();

  /**
   * Creates a counter without any tries.
   *
   * @param nanos a monotonic clock, so that setting the wall clock neither frees nor locks out
   *     anybody
   */
  public Attempts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Counts a try, before the password is checked; returns how long to wait instead, or zero. */
  public synchronized Duration take(String address) {
    long now = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    forget(now - PERIOD.toMillis());
    long wait = Math.max(wait(address, FROM_ONE, now), wait(ALL, FROM_ALL, now));
    if (wait == 0) {
      tries.computeIfAbsent(address, key -> new ArrayDeque<>()).addLast(now);
      tries.computeIfAbsent(ALL, key -> new ArrayDeque<>()).addLast(now);
    }
    return Duration.ofMillis(wait);
  }

  /** Like {@link #take}, for a known browser with this id. */
  public synchronized Duration takeOfKnown(String id) {
    long now = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    forget(now - PERIOD.toMillis());
    long wait = wait(KNOWN + id, FROM_ONE, now);
    if (wait == 0) {
      tries.computeIfAbsent(KNOWN + id, key -> new ArrayDeque<>()).addLast(now);
    }
    return Duration.ofMillis(wait);
  }

  private long wait(String who, int most, long now) {
    Deque<Long> times = tries.get(who);
    return times == null || times.size() < most ? 0 : times.getFirst() + PERIOD.toMillis() - now;
  }

  /**
   * Only counted tries are stored: at most {@link #FROM_ALL}, and {@link #FROM_ONE} for each
   * browser in which the right password was once entered.
   */
  private void forget(long before) {
    tries
        .values()
        .removeIf(
            times -> {
              times.removeIf(time -> time <= before);
              return times.isEmpty();
            });
  }

  /** Removes the tries of this address after the right password was entered. */
  public synchronized void succeeded(String address) {
    Deque<Long> times = tries.remove(address);
    Deque<Long> all = tries.get(ALL);
    if (times != null && all != null) {
      times.forEach(all::remove);
    }
  }

  /** Removes the tries of this known browser after the right password was entered. */
  public synchronized void succeededOfKnown(String id) {
    tries.remove(KNOWN + id);
  }
}
