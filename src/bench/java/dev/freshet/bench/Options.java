package dev.freshet.bench;

import dev.freshet.bench.peer.Profiling;
import java.util.Arrays;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param scenarios names, or empty for all that a full run has
 * @param runs how often each peer is measured
 * @param peers names, or empty for all of a scenario
 * @param rates events a second of the loads that are measured, where they differ in them; empty for
 *     all
 * @param seconds how long a window lasts, or 0: as the scenario says
 * @param warmSeconds how long the warm-up before it lasts, or 0
 * @param readers threads that read the streams
 * @param port the first of a few that the servers take
 */
record Options(
    List<String> scenarios,
    int runs,
    List<String> peers,
    List<Integer> rates,
    int seconds,
    int warmSeconds,
    int readers,
    int port,
    Profiling profiling) {

  static Options ofSystem() {
    return new Options(
        names("scenario"),
        Integer.getInteger("runs", 5),
        names("peers"),
        names("rates").stream().map(Integer::valueOf).toList(),
        Integer.getInteger("seconds", 0),
        Integer.getInteger("warm", 0),
        Integer.getInteger("readers", 1),
        Integer.getInteger("bench.port", 18200),
        new Profiling(Boolean.getBoolean("jfr"), System.getProperty("asyncProfiler", "")));
  }

  private static List<String> names(String property) {
    String value = System.getProperty(property, "all");
    return value.equals("all") || value.isEmpty() ? List.of() : Arrays.asList(value.split(",", -1));
  }

  boolean wants(String peer) {
    return peers.isEmpty() || peers.contains(peer);
  }
}
