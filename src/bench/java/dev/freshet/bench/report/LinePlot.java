package dev.freshet.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A figure of each peer along a number, as lines; both scales are logarithmic. */
public final class LinePlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int LEFT = 90;
  private static final int RIGHT = 640;
  private static final int TOP = 60;
  private static final int BOTTOM = 380;

  /** So that names at the ends of lines do not lie on each other. */
  private static final int LINE_HEIGHT = 16;

  /** A place on a line. */
  public record Place(double x, double y) {}

  /** A peer. */
  public record Line(String name, List<Place> places) {
    public Line {
      places = List.copyOf(places);
    }

    Place last() {
      return places.get(places.size() - 1);
    }
  }

  private final List<Line> lines;
  private final LogScale across;
  private final LogScale up;
  private final Svg svg;

  private LinePlot(String title, List<Line> lines) {
    this.lines = lines.stream().filter(line -> !line.places().isEmpty()).toList();
    List<Place> all = this.lines.stream().flatMap(line -> line.places().stream()).toList();
    this.across = LogScale.of(all.stream().map(Place::x).toList(), LEFT, RIGHT);
    this.up = LogScale.of(all.stream().map(Place::y).toList(), BOTTOM, TOP);
    this.svg = new Svg(title, description(), WIDTH, HEIGHT);
  }

  /** The picture as SVG. */
  public static String of(String title, String xLabel, String yLabel, List<Line> lines) {
    LinePlot plot = new LinePlot(title, lines);
    plot.axes(xLabel, yLabel);
    plot.lines();
    plot.names();
    return plot.svg.toString();
  }

  private String description() {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.name()).append(':');
      for (Place place : line.places()) {
        text.append(
            String.format(
                Locale.ROOT, " %s at %s,", LogScale.show(place.y()), LogScale.show(place.x())));
      }
      text.setCharAt(text.length() - 1, '.');
      text.append(' ');
    }
    return text.toString().strip();
  }

  private void axes(String xLabel, String yLabel) {
    for (double tick : up.ticks()) {
      svg.line(LEFT, up.place(tick), RIGHT, up.place(tick));
      svg.text("", LEFT - 8, up.place(tick) + 4, "end", LogScale.show(tick));
    }
    for (double tick : across.ticks()) {
      svg.line(across.place(tick), TOP, across.place(tick), BOTTOM);
      svg.text("", across.place(tick), BOTTOM + 20, "middle", LogScale.show(tick));
    }
    svg.text("", (LEFT + RIGHT) / 2.0, BOTTOM + 44, "middle", xLabel);
    svg.text("", 16, TOP - 10, "start", yLabel);
  }

  private void lines() {
    for (int i = 0; i < lines.size(); i++) {
      String style = "c" + i % Svg.COLOURS;
      StringBuilder path = new StringBuilder();
      for (Place place : lines.get(i).places()) {
        double x = across.place(place.x());
        double y = up.place(place.y());
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
        svg.circle(style, x, y);
      }
      svg.path(style, path.toString());
    }
  }

  private void names() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> up.place(lines.get(i).last().y())));
    double lowest = 0;
    for (int i : order) {
      Line line = lines.get(i);
      double y = Math.max(lowest + LINE_HEIGHT, up.place(line.last().y()) + 4);
      svg.text("c" + i % Svg.COLOURS, RIGHT + 10, y, "start", line.name());
      lowest = y;
    }
  }
}
