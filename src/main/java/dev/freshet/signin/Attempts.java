package dev.freshet.signin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often a password may be tried: so often in a minute from one network address, and from all
 * together. A browser that is known has tries of its own, and uses up nobody else's: those who
 * guess cannot lock it out. A try that was right is forgotten. Any thread.
 */
public final class Attempts {
  static final int FROM_ONE = 5;

  /** More than people need, and few enough to guess nothing. */
  static final int FROM_ALL = 30;

  static final Duration PERIOD = Duration.ofMinutes(1);

  private static final String ALL = "";

  /** No address has a space in it. */
  private static final String KNOWN = "known browser ";

  private final LongSupplier nanos;

  // Guarded by this. The times in milliseconds of the monotonic clock, the oldest first.
  private final Map<String, Deque<Long>> tries = new HashMap<>();

  /**
   * Nobody has tried yet.
   *
   * @param nanos a monotonic clock: setting the wall clock neither frees nor locks anybody out
   */
  public Attempts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Counts a try, before the password is looked at; gives how long to wait instead, or zero. */
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

  /** As {@link #take}, for a browser that is known by this id. */
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
   * Only counted tries are kept: at most {@link #FROM_ALL}, and {@link #FROM_ONE} of each browser
   * in which the right password was entered once.
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

  /** The last tries of this address ended with the right password. */
  public synchronized void succeeded(String address) {
    Deque<Long> times = tries.remove(address);
    Deque<Long> all = tries.get(ALL);
    if (times != null && all != null) {
      times.forEach(all::remove);
    }
  }

  /** The last tries of this known browser ended with the right password. */
  public synchronized void succeededOfKnown(String id) {
    tries.remove(KNOWN + id);
  }
}
