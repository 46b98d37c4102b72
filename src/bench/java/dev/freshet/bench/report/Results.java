package dev.freshet.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** All measurements, in the order they were made. One thread at a time. */
public final class Results {
  private final List<Measurement> all = new ArrayList<>();
  private final Map<String, String> absent = new LinkedHashMap<>();

  public void add(Measurement measurement) {
    all.add(measurement);
  }

  /** Takes note that a peer is not there. */
  public void absent(String peer, String why) {
    absent.put(peer, why);
  }

  Map<String, String> absent() {
    return absent;
  }

  List<Measurement> all() {
    return all;
  }

  /** Those of one scenario. */
  public Results of(String scenario) {
    Results part = new Results();
    part.absent.putAll(absent);
    all.stream().filter(m -> m.scenario().equals(scenario)).forEach(part::add);
    return part;
  }

  public List<Measurement> failedOf(String peer) {
    return all.stream().filter(m -> m.peer().equals(peer) && !m.failures().isEmpty()).toList();
  }

  /** The loads, each once. */
  public Set<String> points() {
    Set<String> points = new LinkedHashSet<>();
    all.forEach(m -> points.add(m.point()));
    return points;
  }

  /** The peers, each once. */
  public Set<String> peers() {
    Set<String> peers = new LinkedHashSet<>();
    all.forEach(m -> peers.add(m.peer()));
    return peers;
  }

  List<Measurement> of(String point, String peer) {
    return all.stream().filter(m -> m.point().equals(point) && m.peer().equals(peer)).toList();
  }

  /** The median of the runs in which nothing failed; empty if there is none. */
  public OptionalDouble median(String point, String peer, Figure figure) {
    return median(
        of(point, peer).stream()
            .filter(m -> m.failures().isEmpty() && m.figures().containsKey(figure.key()))
            .mapToDouble(m -> m.figures().getOrDefault(figure.key(), 0.0))
            .toArray());
  }

  /** The median of what one peer had in each run, divided by what the other had in the same. */
  OptionalDouble ratio(String point, String peer, String other, Figure figure) {
    List<Double> ratios = new ArrayList<>();
    for (Measurement mine : of(point, peer)) {
      for (Measurement its : of(point, other)) {
        Double dividend = mine.figures().get(figure.key());
        Double divisor = its.figures().get(figure.key());
        boolean isGood = mine.failures().isEmpty() && its.failures().isEmpty();
        if (mine.run() == its.run() && isGood && dividend != null && divisor != null) {
          ratios.add(dividend / divisor);
        }
      }
    }
    return median(ratios.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static OptionalDouble median(double[] values) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double middle = sorted[sorted.length / 2];
    double below = sorted[(sorted.length - 1) / 2];
    return OptionalDouble.of((middle + below) / 2);
  }
}
