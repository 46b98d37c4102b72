package dev.freshet.bench;

import dev.freshet.bench.load.Load;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads that one server gets one after the other.
 *
 * @param text what is measured, in a few words
 * @param axis what the points of a series differ in, or empty if it is no number
 * @param peers which are measured, in turn
 * @param settings for Freshet's environment
 * @param jvmOptions for what runs on Payara Micro
 */
record Scenario(
    String name,
    String text,
    String axis,
    List<String> peers,
    Map<String, String> settings,
    List<String> jvmOptions,
    List<Point> points) {

  /** After so many requests a JVM compiles little more of what they take. */
  private static final int WARM_EVENTS = 200_000;

  private static final int WARM_PAYLOAD = 100;

  /** What a server has open beside its streams. */
  private static final int OTHER_FILES = 600;

  Scenario(String name, String text, List<String> peers, List<Point> points) {
    this(name, text, "", peers, Map.of(), List.of(), points);
  }

  Scenario withSettings(Map<String, String> environment) {
    return new Scenario(name, text, axis, peers, environment, jvmOptions, points);
  }

  Scenario withJvmOptions(String... options) {
    return new Scenario(name, text, axis, peers, settings, List.of(options), points);
  }

  /** Only the loads with one of these rates, or all if none has. */
  Scenario withRates(List<Integer> rates) {
    List<Point> chosen =
        points.stream().filter(point -> rates.contains(point.load().rate())).toList();
    return chosen.isEmpty()
        ? this
        : new Scenario(name, text, axis, peers, settings, jvmOptions, chosen);
  }

  Scenario withAxis(String label) {
    return new Scenario(name, text, label, peers, settings, jvmOptions, points);
  }

  /**
   * A load that comes before all others, and does not count: events for one stream, as fast as they
   * are answered. None where something else than the events counts.
   */
  Optional<Load> warmUp() {
    boolean isFanOut = points.stream().anyMatch(point -> point.load().kind() == Load.Kind.FAN_OUT);
    return isFanOut
        ? Optional.of(Load.fanOut(1, 0, WARM_PAYLOAD, 1).withEvents(WARM_EVENTS, 1))
        : Optional.empty();
  }

  /** How many files a process must be able to open. */
  int files() {
    return points.stream().mapToInt(point -> files(point.load())).max().orElse(0) + OTHER_FILES;
  }

  /** A server may notice only later that the streams of a warm-up are gone. */
  private static int files(Load load) {
    return load.kind() == Load.Kind.CONNECT ? load.streams() * 2 : load.allStreams();
  }
}
