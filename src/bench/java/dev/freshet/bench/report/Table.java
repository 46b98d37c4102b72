package dev.freshet.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.StringJoiner;

/** The medians of one scenario, and how Freshet stands to each peer, as lines of text. */
public final class Table {
  /** Whose ratios to all others are told, once for each pair. */
  private static final List<String> SUBJECTS = List.of("freshet", "freshet-servlet");

  private final Results results;
  private final List<Figure> columns;

  public Table(Results results) {
    this.results = results;
    this.columns = Arrays.stream(Figure.values()).filter(this::isMeasured).toList();
  }

  private boolean isMeasured(Figure figure) {
    return results.all().stream().anyMatch(m -> m.figures().containsKey(figure.key()));
  }

  /** What one run gave. */
  public static String line(Measurement measurement) {
    StringJoiner line = new StringJoiner(", ");
    for (Figure figure : Figure.values()) {
      Double value = measurement.figures().get(figure.key());
      if (value != null) {
        line.add(figure.title() + " " + figure.show(value));
      }
    }
    return line.toString();
  }

  @Override
  public String toString() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("load", "peer", "runs"));
    columns.forEach(figure -> head.add(figure.title()));
    rows.add(head);
    for (String point : results.points()) {
      results.peers().forEach(peer -> rows.add(medians(point, peer)));
      SUBJECTS.forEach(subject -> rows.addAll(allRatios(point, subject)));
    }
    return layOut(rows);
  }

  private List<List<String>> allRatios(String point, String subject) {
    Set<String> peers = results.peers();
    if (!peers.contains(subject)) {
      return List.of();
    }
    int place = SUBJECTS.indexOf(subject);
    return peers.stream()
        .filter(peer -> !SUBJECTS.subList(0, place + 1).contains(peer))
        .map(peer -> ratios(point, subject, peer))
        .toList();
  }

  private List<String> medians(String point, String peer) {
    List<Measurement> runs = results.of(point, peer);
    long good = runs.stream().filter(m -> m.failures().isEmpty()).count();
    List<String> row = new ArrayList<>(List.of(point, peer));
    row.add(good == runs.size() ? Long.toString(good) : good + " of " + runs.size());
    for (Figure figure : columns) {
      row.add(show(results.median(point, peer, figure), figure));
    }
    return row;
  }

  private static String show(OptionalDouble value, Figure figure) {
    return value.isPresent() ? figure.show(value.getAsDouble()) : "";
  }

  private List<String> ratios(String point, String subject, String peer) {
    List<String> row = new ArrayList<>(List.of(point, subject + " ÷ " + peer, ""));
    for (Figure figure : columns) {
      OptionalDouble ratio = results.ratio(point, subject, peer, figure);
      boolean isNumber = ratio.isPresent() && Double.isFinite(ratio.getAsDouble());
      row.add(isNumber ? String.format(Locale.ROOT, "%.3f ×", ratio.getAsDouble()) : "");
    }
    return row;
  }

  /** Texts to the left, numbers to the right. */
  private static String layOut(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        String side = i < 2 ? "-" : "";
        text.append(String.format(Locale.ROOT, "| %" + side + widths[i] + "s ", row.get(i)));
      }
      text.append("|\n");
    }
    return text.toString();
  }
}
