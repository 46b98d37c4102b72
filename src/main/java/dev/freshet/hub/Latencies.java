package dev.freshet.hub;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A histogram of delivery times. The buckets grow with the time: each is an eighth of a power of
 * two wide, so a value read here is at most an eighth too high. Immutable.
 */
public final class Latencies {
  /** Up to 2^33 units, which is more than half an hour; longer times go into the last bucket. */
  static final int BUCKETS = 31 * 8;

  /** A unit is two to this power, 256, nanoseconds: the clock is no more accurate. */
  private static final int UNIT_BITS = 8;

  private static final int STEP_BITS = 3;
  private static final int STEPS = 1 << STEP_BITS;
  private static final double NANOS_PER_MILLI = 1e6;

  /** No deliveries. */
  public static final Latencies NONE = new Latencies(new long[BUCKETS]);

  private final long[] counts;

  Latencies(long[] counts) {
    this.counts = counts;
  }

  /** Returns the bucket of a duration. The first buckets are one unit wide. */
  static int bucket(long nanos) {
    long units = Math.max(0, nanos) >> UNIT_BITS;
    if (units < STEPS) {
      return (int) units;
    }
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
    int step = (int) (units >> (power - STEP_BITS)) & (STEPS - 1);
    return Math.min(BUCKETS - 1, (power - STEP_BITS + 1) * STEPS + step);
  }

  /** Returns where a bucket ends, in nanoseconds. */
  static long end(int bucket) {
    int row = bucket / STEPS;
    int step = bucket % STEPS;
    long units = row == 0 ? step + 1L : (STEPS + step + 1L) << (row - 1);
    return units << UNIT_BITS;
  }

  /** Returns the deliveries since an earlier reading of the same hub. */
  public Latencies since(Latencies earlier) {
    long[] rest = counts.clone();
    Arrays.setAll(rest, i -> counts[i] - earlier.counts[i]);
    return new Latencies(rest);
  }

  /** The number of deliveries. */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /**
   * Returns the time within which this share of the deliveries completed, in milliseconds; empty if
   * there are none.
   *
   * @param share 0 to 1: 0.5 is the median
   */
  public OptionalDouble millis(double share) {
    long rank = Math.max(1, (long) Math.ceil(count() * share));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return OptionalDouble.of(end(i) / NANOS_PER_MILLI);
      }
    }
    return OptionalDouble.empty();
  }
}
