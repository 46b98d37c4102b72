package dev.freshet.hub;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long deliveries of one pump took, from the dispatch of an event to its being handed to the
 * server's output. The pump counts, and it alone, so that it needs no atomic addition; any thread
 * may read.
 */
final class Stopwatch {
  private final AtomicLongArray counts = new AtomicLongArray(Latencies.BUCKETS);

  /** On the pump. */
  void took(long nanos) {
    int bucket = Latencies.bucket(nanos);
    counts.setOpaque(bucket, counts.getPlain(bucket) + 1);
  }

  /** Any thread: adds what was counted so far. */
  void addTo(long[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += counts.getOpaque(i);
    }
  }
}
