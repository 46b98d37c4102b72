package dev.freshet.hub;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How many deliveries took how long, in buckets that grow with the time: an eighth of a power of
 * two wide, so that what is read here is at most an eighth too much. Immutable.
 */
public final class Latencies {
  /** Up to 2^33 units, which is more than half an hour; what takes longer is in the last bucket. */
  static final int BUCKETS = 31 * 8;

  /** Two to this power are the nanoseconds of a unit: 256, for what is finer is the clock's. */
  private static final int UNIT_BITS = 8;

  private static final int STEP_BITS = 3;
  private static final int STEPS = 1 << STEP_BITS;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Nothing was delivered. */
  public static final Latencies NONE = new Latencies(new long[BUCKETS]);

  private final long[] counts;

  Latencies(long[] counts) {
    this.counts = counts;
  }

  /** The bucket of a duration; its first steps are one unit wide. */
  static int bucket(long nanos) {
    long units = Math.max(0, nanos) >> UNIT_BITS;
    if (units < STEPS) {
      return (int) units;
    }
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
    int step = (int) (units >> (power - STEP_BITS)) & (STEPS - 1);
    return Math.min(BUCKETS - 1, (power - STEP_BITS + 1) * STEPS + step);
  }

  /** Where a bucket ends, in nanoseconds. */
  static long end(int bucket) {
    int row = bucket / STEPS;
    int step = bucket % STEPS;
    long units = row == 0 ? step + 1L : (STEPS + step + 1L) << (row - 1);
    return units << UNIT_BITS;
  }

  /** Those that came after an earlier reading of the same hub. */
  public Latencies since(Latencies earlier) {
    long[] rest = counts.clone();
    Arrays.setAll(rest, i -> counts[i] - earlier.counts[i]);
    return new Latencies(rest);
  }

  /** How many there are. */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /**
   * The milliseconds that this share of them took at most; empty if there are none.
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
