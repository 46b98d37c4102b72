package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Graphs keep up with many more points than a hub has. */
@ExtendWith({InChromium.class, SharedServer.class})
class PageSpeedIT {
  private static final System.Logger LOG = System.getLogger(PageSpeedIT.class.getName());

  /** Far below what is measured, for machines that do something else besides. */
  private static final double LEAST_FRAMES_PER_SECOND = 10;

  private static final int POINTS_IN_WINDOW = 60_000;

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en"><title>Speed</title>
      <script id="texts" type="application/json">{"notKnown": "n/a"}</script>
      <div id="plot"></div></html>""";

  private static final String MEASURE =
      """
      async ([perSecond, inWindow, seconds]) => {
        const [{ Graph }, { Series }] =
          await Promise.all([import("/assets/graph.js"), import("/assets/series.js")]);
        const write = (value) => String(value);
        const metric = {
          axis: write, floor: 1, steps: [0.1, 0.2, 0.5, 1],
          columns: [{ place: 0 }, { place: 1 }],
        };
        const colours = {
          series: ["navy", "maroon"], fills: ["transparent", "transparent"], text: "black", grid: "silver",
        };
        const plot = document.getElementById("plot");
        Object.assign(plot.style, { width: "1200px", height: "300px" });
        const graph = new Graph(plot, metric, colours, () => {});
        const series = new Series(2, inWindow);
        const apart = 1000 / perSecond;
        const span = inWindow * apart;
        let points = 0;
        const add = (until) => {
          for (; points * apart < until; points += 1) {
            series.add(points * apart, [Math.abs(Math.sin(points / 5000)), Math.random()]);
          }
        };
        add(span);
        const frame = () => new Promise(requestAnimationFrame);
        const began = await frame();
        let frames = 0;
        let now = began;
        let busy = 0;
        while (now - began < seconds * 1000) {
          now = await frame();
          const before = performance.now();
          add(span + now - began);
          graph.draw(series.view(series.lastTime - span, series.lastTime));
          await null; // uPlot draws in a microtask
          busy += performance.now() - before;
          frames += 1;
        }
        return {
          framesPerSecond: (1000 * frames) / (now - began),
          millisPerFrame: busy / frames,
          samples: series.view(series.lastTime - span, series.lastTime).samples,
        };
      }""";

  private static final String THIN =
      """
      async (many) => {
        const { Series, MOST_ROWS } = await import("/assets/series.js");
        const series = new Series(2, many);
        for (let i = 0; i < many; i += 1) {
          series.add(i, [i === 31234 ? 99 : i === 40567 ? -7 : 1, i < many / 2 ? NaN : i]);
        }
        const { times, columns, samples } = series.view(-1, many);
        return {
          samples,
          isShort: times.length <= MOST_ROWS + 2 && columns.every(({ length }) => length === times.length),
          isInOrder: times.every((time, nth) => nth === 0 || time > times[nth - 1]),
          highest: Math.max(...columns[0]),
          lowest: Math.min(...columns[0]),
          first: columns[1][0],
          last: columns[1].at(-1),
        };
      }""";

  @BeforeEach
  void openAnEmptyPage(Tab tab, FreshetServer server) {
    String address = server.uri("/speed").toString();
    FulfillOptions page = new FulfillOptions().setContentType("text/html").setBody(PAGE);
    tab.page().route(address, route -> route.fulfill(page));
    tab.page().navigate(address);
  }

  private static Map<?, ?> evaluate(Tab tab, String script, Object argument) {
    return (Map<?, ?>) tab.page().evaluate(script, argument);
  }

  private static double number(Map<?, ?> measured, String key) {
    return ((Number) Objects.requireNonNull(measured.get(key))).doubleValue();
  }

  @Test
  void graph_withTenThousandPointsASecond_isDrawnManyTimesASecond(Tab tab) {
    Map<?, ?> measured = evaluate(tab, MEASURE, new Object[] {10_000, POINTS_IN_WINDOW, 5});

    LOG.log(System.Logger.Level.INFO, "10,000 points a second into 60,000: {0}", measured);
    assertThat(number(measured, "samples"))
        .isBetween(0.9 * POINTS_IN_WINDOW, (double) POINTS_IN_WINDOW);
    assertThat(number(measured, "framesPerSecond")).isGreaterThan(LEAST_FRAMES_PER_SECOND);
  }

  @Test
  void view_ofVeryManySamples_isShortAndKeepsEachExtremeAndTheNewest(Tab tab) {
    Map<?, ?> view = evaluate(tab, THIN, POINTS_IN_WINDOW);

    assertThat(view.get("isShort")).isEqualTo(true);
    assertThat(view.get("isInOrder")).isEqualTo(true);
    assertThat(number(view, "samples")).isEqualTo(POINTS_IN_WINDOW);
    assertThat(number(view, "highest")).isEqualTo(99);
    assertThat(number(view, "lowest")).isEqualTo(-7);
    assertThat(view.get("first")).isNull();
    assertThat(number(view, "last")).isEqualTo(POINTS_IN_WINDOW - 1);
  }
}
