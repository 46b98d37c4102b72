package dev.freshet.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Places numbers between two ends of a picture: what is ten times as much is as far everywhere. */
record LogScale(double least, double most, double start, double end) {

  /** A scale on which all these have a place. */
  static LogScale of(List<Double> values, double start, double end) {
    double least = values.stream().mapToDouble(v -> v).min().orElse(1);
    double most = values.stream().mapToDouble(v -> v).max().orElse(1);
    double room = most > least ? 1.15 : 2;
    return new LogScale(least / room, most * room, start, end);
  }

  double place(double value) {
    return start + (end - start) * Math.log(value / least) / Math.log(most / least);
  }

  /** Round numbers on the scale: 1, 3, 10, 30 and so on; its ends if it has hardly any. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (double decade = Math.pow(10, Math.floor(Math.log10(least))); decade < most; decade *= 10) {
      for (int digit : List.of(1, 3)) {
        double tick = decade * digit;
        if (tick >= least && tick <= most) {
          ticks.add(tick);
        }
      }
    }
    return ticks.size() < 2 ? List.of(least, most) : ticks;
  }

  static String show(double value) {
    return value >= 1
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
