package dev.freshet.bench.report;

import java.util.List;
import java.util.Locale;

/** A figure of each peer for a few loads, as bars from nought. */
public final class BarPlot {
  private static final int WIDTH = 760;
  private static final int LEFT = 130;
  private static final int RIGHT = 640;
  private static final int TOP = 52;
  private static final int BAR = 20;
  private static final int STEP = 26;
  private static final int HEADING = 30;

  /** A peer. */
  public record Bar(String name, double value) {}

  /** A load. */
  public record Group(String name, List<Bar> bars) {
    public Group {
      bars = List.copyOf(bars);
    }
  }

  private BarPlot() {}

  /** The picture as SVG. */
  public static String of(String title, Figure figure, List<Group> groups) {
    int bars = groups.stream().mapToInt(group -> group.bars().size()).sum();
    int height = TOP + groups.size() * HEADING + bars * STEP + 16;
    Svg svg = new Svg(title, description(figure, groups), WIDTH, height);
    double most =
        groups.stream().flatMap(g -> g.bars().stream()).mapToDouble(Bar::value).max().orElse(1);
    double y = TOP;
    for (Group group : groups) {
      svg.text("", 16, y + 18, "start", group.name());
      y += HEADING;
      for (int i = 0; i < group.bars().size(); i++) {
        Bar bar = group.bars().get(i);
        double width = (RIGHT - LEFT) * bar.value() / most;
        svg.text("", LEFT - 8, y + 15, "end", bar.name());
        svg.rectangle("c" + i % Svg.COLOURS, LEFT, y, width, BAR);
        svg.text("", LEFT + width + 8, y + 15, "start", figure.show(bar.value()));
        y += STEP;
      }
    }
    return svg.toString();
  }

  private static String description(Figure figure, List<Group> groups) {
    StringBuilder text = new StringBuilder(figure.title()).append('.');
    for (Group group : groups) {
      text.append(' ').append(group.name()).append(':');
      for (Bar bar : group.bars()) {
        text.append(String.format(Locale.ROOT, " %s %s,", bar.name(), figure.show(bar.value())));
      }
      text.setCharAt(text.length() - 1, '.');
    }
    return text.toString();
  }
}
