package dev.freshet.hub;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Measures the deliveries of one pump, from the dispatch of an event until it is handed to the
 * server's output. Only the pump counts, so no atomic addition is needed; any thread may read.
 */
final class Stopwatch {
  private final AtomicLongArray counts = new AtomicLongArray(Latencies.BUCKETS);

  /** On the pump. */
  void took(long nanos) {
    int bucket = Latencies.bucket(nanos);
    counts.setOpaque(bucket, counts.getPlain(bucket) + 1);
  }

  /** Any thread: adds the counts so far to {@code sums}. */
  void addTo(long[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += counts.getOpaque(i);
    }
  }
}
