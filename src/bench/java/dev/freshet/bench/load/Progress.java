package dev.freshet.bench.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;

/** What the reading threads have counted so far, for whoever waits for it. Any thread. */
final class Progress {
  /** What can be counted. */
  enum Count {
    OPENED,
    PROBED,
    DELIVERED,
    ENDED
  }

  /** As much of something as is waited for. */
  private record Goal(Count count, long number, CountDownLatch reached) {}

  private static final Goal NONE = new Goal(Count.OPENED, Long.MAX_VALUE, new CountDownLatch(1));
  private static final long LOOK_MILLIS = 100;

  /** Each reader writes its own place. */
  private final Map<Count, AtomicLongArray> counts = new EnumMap<>(Count.class);

  private final int readers;
  private volatile Goal goal = NONE;

  Progress(int readers) {
    this.readers = readers;
    for (Count count : Count.values()) {
      counts.put(count, new AtomicLongArray(readers));
    }
  }

  /** By a reader, after each round. */
  void set(int reader, Count count, long number) {
    AtomicLongArray numbers = numbers(count);
    if (numbers.get(reader) != number) {
      numbers.set(reader, number);
      look();
    }
  }

  private AtomicLongArray numbers(Count count) {
    return Objects.requireNonNull(counts.get(count));
  }

  private void look() {
    Goal sought = goal;
    if (get(sought.count()) >= sought.number()) {
      sought.reached().countDown();
    }
  }

  long get(Count count) {
    long sum = 0;
    for (int i = 0; i < readers; i++) {
      sum += numbers(count).get(i);
    }
    return sum;
  }

  /**
   * Waits until there is so much. False if it takes longer than that, or if it is of no use to
   * wait. One waits at a time.
   */
  boolean await(Count count, long number, long seconds, BooleanSupplier isHopeless)
      throws InterruptedException {
    Goal sought = new Goal(count, number, new CountDownLatch(1));
    goal = sought;
    look();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end && !isHopeless.getAsBoolean()) {
      if (sought.reached().await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return get(count) >= number;
  }
}
