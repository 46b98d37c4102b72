package dev.freshet.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts the deliveries of one reading thread, which owns it while it reads. */
final class Recorder {
  private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(30);
  private static final int DIGITS = 3;

  private final Failures failures;
  private Histogram latencies = newHistogram();
  private long now;
  private long deliveries;
  private int probed;

  Recorder(Failures failures) {
    this.failures = failures;
  }

  static Histogram newHistogram() {
    return new Histogram(MOST_NANOS, DIGITS);
  }

  /** What comes now was read at that time. */
  void setNow(long nanos) {
    now = nanos;
  }

  void delivered(long sentNanos) {
    deliveries++;
    latencies.recordValue(Math.max(0, Math.min(MOST_NANOS, now - sentNanos)));
  }

  /** A stream got its first probe. */
  void probed() {
    probed++;
  }

  void failed(String what) {
    failures.add(what);
  }

  long deliveries() {
    return deliveries;
  }

  int probes() {
    return probed;
  }

  /** The latencies since this was asked last; in nanoseconds. Only while nothing is delivered. */
  Histogram takeLatencies() {
    Histogram taken = latencies;
    latencies = newHistogram();
    return taken;
  }
}
