package dev.freshet.bench.report;

import java.util.Locale;

/**
 * Writes a picture that can be read on dark and on light, and aloud. Colours are classes: {@code
 * c0} to {@code c5}, each with a shade for both. One thread at a time.
 */
final class Svg {
  /** How many colours there are. */
  static final int COLOURS = 6;

  private static final String STYLE =
      """
      text { font: 13px system-ui, sans-serif; fill: #24292f }
      .title { font-size: 16px; font-weight: 600 }
      .back { fill: #ffffff }
      .grid { stroke: #d0d7de; stroke-width: 1 }
      path { fill: none; stroke-width: 2.5 }
      .c0 { fill: #0550ae; stroke: #0550ae } .c1 { fill: #953800; stroke: #953800 }
      .c2 { fill: #1a7f37; stroke: #1a7f37 } .c3 { fill: #8250df; stroke: #8250df }
      .c4 { fill: #6e7781; stroke: #6e7781 } .c5 { fill: #bf3989; stroke: #bf3989 }
      path.c0, path.c1, path.c2, path.c3, path.c4, path.c5 { fill: none }
      text.c0, text.c1, text.c2, text.c3, text.c4, text.c5 { stroke: none }
      @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 }
        .back { fill: #0d1117 }
        .grid { stroke: #30363d }
        .c0 { fill: #79c0ff; stroke: #79c0ff } .c1 { fill: #ffa657; stroke: #ffa657 }
        .c2 { fill: #56d364; stroke: #56d364 } .c3 { fill: #d2a8ff; stroke: #d2a8ff }
        .c4 { fill: #8b949e; stroke: #8b949e } .c5 { fill: #ff9bce; stroke: #ff9bce }
      }
      """;

  private final StringBuilder out = new StringBuilder();

  /**
   * Begins a picture.
   *
   * @param description what the picture shows, in words and numbers
   */
  Svg(String title, String description, int width, int height) {
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'"
            + " aria-labelledby='title description'>%n",
        width, height);
    add("<title id='title'>%s</title>%n", escape(title));
    add("<desc id='description'>%s</desc>%n", escape(description));
    add("<style>%s</style>%n", STYLE);
    add("<rect class='back' width='%d' height='%d'/>%n", width, height);
    text("title", 16, 28, "start", title);
  }

  private void add(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments));
  }

  void text(String style, double x, double y, String anchor, String text) {
    add(
        "<text class='%s' x='%.1f' y='%.1f' text-anchor='%s'>%s</text>%n",
        style, x, y, anchor, escape(text));
  }

  void line(double x1, double y1, double x2, double y2) {
    add("<line class='grid' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>%n", x1, y1, x2, y2);
  }

  void rectangle(String style, double x, double y, double width, double height) {
    add(
        "<rect class='%s' x='%.1f' y='%.1f' width='%.1f' height='%.1f'/>%n",
        style, x, y, width, height);
  }

  void circle(String style, double x, double y) {
    add("<circle class='%s' cx='%.1f' cy='%.1f' r='3.5'/>%n", style, x, y);
  }

  void path(String style, String commands) {
    add("<path class='%s' d='%s'/>%n", style, commands);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return out + "</svg>\n";
  }
}
