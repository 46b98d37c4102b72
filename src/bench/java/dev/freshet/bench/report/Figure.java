package dev.freshet.bench.report;

import java.util.Locale;

/** What is shown of a measurement. All else that was measured is in the JSON. */
public enum Figure {
  DELIVERIES("deliveriesPerSecond", "deliveries/s", "%,.0f"),
  P50("latencyP50Millis", "p50 ms", "%,.2f"),
  P99("latencyP99Millis", "p99 ms", "%,.2f"),
  MAX("latencyMaxMillis", "max ms", "%,.1f"),
  CPU("cpuMicrosPerDelivery", "CPU µs/delivery", "%,.2f"),
  GARBAGE("garbagePerDelivery", "garbage B/delivery", "%,.0f"),
  CONNECTS("connectsPerSecond", "connects/s", "%,.0f"),
  CONNECT_CPU("cpuMicrosPerConnect", "CPU µs/connect", "%,.0f"),
  REPLAY("replayMillis", "replay ms", "%,.1f"),
  HEAP("heapKibPerStream", "heap KiB/stream", "%,.1f"),
  RESIDENT_PER_STREAM("residentKibPerStream", "RSS KiB/stream", "%,.1f"),
  RESIDENT("residentMib", "RSS MiB", "%,.0f"),
  LATE("publishedLateMaxMillis", "published late ms", "%,.1f");

  private final String key;
  private final String title;
  private final String format;

  Figure(String key, String title, String format) {
    this.key = key;
    this.title = title;
    this.format = format;
  }

  /** Its name in a measurement. */
  public String key() {
    return key;
  }

  public String title() {
    return title;
  }

  String show(double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
