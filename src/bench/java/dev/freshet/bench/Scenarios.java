package dev.freshet.bench;

import dev.freshet.bench.load.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All there is to measure. */
final class Scenarios {
  /** The microbenchmarks, which are no scenario like the others. */
  static final String JMH = "jmh";

  private static final List<String> ALL =
      List.of(
          "freshet",
          "freshet-before",
          "freshet-servlet",
          "jersey",
          "nchan",
          "nchan-auto",
          "socket");

  private static final List<String> HUBS = List.of("freshet", "nchan");
  private static final List<String> QUICK = List.of("freshet", "nchan", "socket");

  private static final int SMALL = 100;
  private static final int THOUSAND = 1000;

  /** A window lasts so long, if the server can keep up. */
  private static final int SECONDS = 10;

  /** After so long with a server's first load its JVM compiles little more. */
  private static final int COMPILED_SECONDS = 20;

  /** Bounds for a window, so that the slowest peer comes to an end. */
  private static final long MOST_DELIVERIES = 2_000_000;

  /** Where much is batched, that is other work than before: so many are a warm-up. */
  private static final long WARM_DELIVERIES = 8_000_000;

  private static final long MOST_BYTES = 4_000_000_000L;
  private static final int FEWEST_EVENTS = 200;

  /**
   * A server that is asked for more than it can shall not close the streams, as it would by
   * default: how fast it works off what came is what is measured.
   */
  private static final Map<String, String> PATIENT =
      Map.of("FRESHET_MAX_LAG", "1000000", "FRESHET_MAX_LAG_BYTES", "512MiB");

  private Scenarios() {}

  /** In the order of a full run; {@code fanout} is a part of {@code fanout-all}. */
  static List<Scenario> all() {
    return List.of(
        fanOut(),
        fanOutAll(),
        single(),
        wide(),
        channels(),
        beside(),
        wildcards(),
        replay(),
        connect(),
        idle(),
        slow(),
        many(),
        redis());
  }

  private static Scenario fanOut() {
    return new Scenario(
            "fanout",
            "1,000 streams, 30, 3,000 and 1,000 events/s of 100 B",
            ALL,
            List.of(
                fanOutPoint(30, SMALL).within(COMPILED_SECONDS, 0),
                warmer(fanOutPoint(3000, SMALL)),
                warmer(fanOutPoint(1000, SMALL))))
        .withSettings(PATIENT);
  }

  private static Point warmer(Point point) {
    Load load = point.load();
    int warm = (int) (WARM_DELIVERIES / load.streams());
    return new Point(point.name(), point.series(), point.x(), load.withEvents(warm, load.events()));
  }

  private static Scenario fanOutAll() {
    List<Point> points = new ArrayList<>();
    for (int size : List.of(SMALL, 1024, 16 * 1024)) {
      for (int rate : List.of(10, 30, 100, 300, 1000, 3000)) {
        points.add(fanOutPoint(rate, size));
      }
    }
    return new Scenario(
            "fanout-all", "1,000 streams, events of three sizes at six rates", ALL, points)
        .withSettings(PATIENT)
        .withAxis("events a second");
  }

  private static Point fanOutPoint(int rate, int size) {
    String bytes = size < 1024 ? size + " B" : size / 1024 + " KiB";
    return new Point(rate + "/s × " + bytes, bytes, rate, fanOut(THOUSAND, rate, size));
  }

  /** A window of ten seconds, or shorter if that were too much. */
  private static Load fanOut(int streams, int rate, int size) {
    long most = Math.min(MOST_DELIVERIES / streams, MOST_BYTES / ((long) streams * size));
    long events = Math.min((long) rate * SECONDS, Math.max(FEWEST_EVENTS, most));
    return Load.fanOut(streams, rate, size, (int) events)
        .withEvents((int) Math.min(events, Math.max(1, most / 2)), (int) events);
  }

  private static Scenario single() {
    Load load = Load.fanOut(1, 0, SMALL, 30_000).withEvents(20_000, 30_000);
    return new Scenario(
        "single",
        "1 stream, each of 4 publishers as fast as it is answered",
        ALL,
        List.of(new Point("1 stream", load)));
  }

  private static Scenario wide() {
    Load load = Load.fanOut(10_000, 1, SMALL, 10).withEvents(10, 10);
    return new Scenario(
        "wide", "10,000 streams, 1 event/s of 100 B", QUICK, List.of(new Point("10,000", load)));
  }

  private static Scenario channels() {
    Load load = Load.fanOut(10_000, 1000, SMALL, 20_000).withGroups(10_000, false);
    return new Scenario(
        "channels",
        "10,000 channels with 1 stream each, 1,000 events/s over all",
        QUICK,
        List.of(new Point("10,000 channels", load)));
  }

  private static Scenario beside() {
    Load load = Load.fanOut(100, 300, SMALL, 6000).withEvents(3000, 6000);
    return new Scenario(
            "beside",
            "100 streams, 300 events/s; then with 10,000 silent channels beside",
            HUBS,
            List.of(
                new Point("alone", load),
                new Point("10,000 silent beside", load.withIdleStreams(10_000))))
        // Heartbeats of silent streams are no cost of an event.
        .withSettings(Map.of("FRESHET_HEARTBEAT", "0"));
  }

  private static Scenario wildcards() {
    Load load = Load.fanOut(THOUSAND, 1000, SMALL, 10_000).withGroups(50, true);
    return new Scenario(
        "wildcards",
        "1,000 streams on 50 URI templates, 1,000 events/s over all",
        List.of("freshet"),
        List.of(new Point("50 templates", load)));
  }

  private static Scenario replay() {
    return new Scenario(
            "replay",
            "clients that return to 10,000 events of 100 B",
            HUBS,
            List.of(
                new Point("1 client", Load.replay(1, 10_000, SMALL)),
                new Point("100 clients", Load.replay(100, 10_000, SMALL))))
        // The server's own feed is in the log too.
        .withSettings(Map.of("FRESHET_LOG_EVENTS", "30000"));
  }

  private static Scenario connect() {
    return new Scenario(
        "connect",
        "5,000 streams opened, 32 at a time",
        ALL,
        List.of(new Point("5,000", Load.connect(5000))));
  }

  private static Scenario idle() {
    return new Scenario(
        "idle",
        "memory of 5,000 streams that get nothing",
        ALL,
        List.of(new Point("5,000", Load.idle(5000))));
  }

  private static Scenario slow() {
    Load load = Load.fanOut(THOUSAND, 300, 1024, 3000).withEvents(600, 3000).withSlowPercent(5);
    return new Scenario(
            "slow",
            "1,000 streams of which 50 read slowly or not at all, 300 events/s of 1 KiB",
            HUBS,
            List.of(new Point("5 % slow", load)))
        .withSettings(Map.of("FRESHET_MAX_LAG", "500"));
  }

  private static Scenario many() {
    Load load = Load.fanOut(15_000, 1, SMALL, 10).withEvents(5, 10);
    return new Scenario(
            "many",
            "15,000 streams with a heap of 512 MiB, 1 event/s",
            QUICK,
            List.of(new Point("15,000", load)))
        .withJvmOptions("-Xmx512m");
  }

  private static Scenario redis() {
    return new Scenario(
            "redis",
            "1,000 streams at two nodes that share a Redis, beside one node without",
            List.of("freshet-redis", "freshet"),
            List.of(fanOutPoint(30, SMALL), fanOutPoint(300, SMALL)))
        .withSettings(PATIENT);
  }
}
