package dev.freshet.bench;

import dev.freshet.bench.load.Load;

/**
 * One load of a scenario.
 *
 * @param series points of one series are one line of a plot
 * @param x where the point is on that line
 */
record Point(String name, String series, double x, Load load) {
  Point(String name, Load load) {
    this(name, name, 1, load);
  }

  /** The same with windows of these lengths; 0 leaves one as it is. */
  Point within(int warmSeconds, int seconds) {
    if (load.kind() != Load.Kind.FAN_OUT || load.rate() == 0) {
      return this;
    }
    int warm = warmSeconds == 0 ? load.warmEvents() : load.rate() * warmSeconds;
    int counted = seconds == 0 ? load.events() : load.rate() * seconds;
    return new Point(name, series, x, load.withEvents(warm, counted));
  }
}
