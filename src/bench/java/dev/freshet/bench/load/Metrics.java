package dev.freshet.bench.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Figures by their names, in the order they were put in. One thread at a time. */
final class Metrics {
  private static final double NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Map<String, Double> figures = new LinkedHashMap<>();

  Metrics put(String name, double figure) {
    figures.put(name, figure);
    return this;
  }

  /** How many of something there were, and how many a second. */
  Metrics putRate(String name, long count, long nanos) {
    return put(name, (double) count).put(name + "PerSecond", count * NANOS_PER_SECOND / nanos);
  }

  Metrics putLatencies(Histogram nanos) {
    return put("latencyP50Millis", nanos.getValueAtPercentile(50) / NANOS_PER_MILLI)
        .put("latencyP99Millis", nanos.getValueAtPercentile(99) / NANOS_PER_MILLI)
        .put("latencyMaxMillis", nanos.getMaxValue() / NANOS_PER_MILLI);
  }

  /** The median and the longest of some times, in milliseconds. */
  Metrics putTimes(String name, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return put(name + "Millis", sorted[sorted.length / 2] / NANOS_PER_MILLI)
        .put(name + "MaxMillis", sorted[sorted.length - 1] / NANOS_PER_MILLI);
  }

  Metrics putMicros(String name, double nanos) {
    return put(name, nanos / NANOS_PER_MICRO);
  }

  Map<String, Double> all() {
    return figures;
  }
}
