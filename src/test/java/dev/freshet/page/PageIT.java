package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The figures move, stand still and are listed. */
@ExtendWith({InChromium.class, SharedServer.class})
class PageIT {
  private static final int SECONDS = 10;

  /** Further apart, a second would have been left out. */
  private static final long LONGEST_GAP_MILLIS = 1900;

  @Test
  void page_opened_goesLiveAndEachGraphMoves(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    int before = page.points("cpu");
    page.awaitEvents(3);
    page.awaitPoints(before + 3, Duration.ofSeconds(5));
    assertThat(page.find("#node")).not().hasText("–");
  }

  @Test
  void page_openForAWhile_takesAnEventEachSecondAndSaysNothingOnTheConsole(
      Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    page.showTable("cpu");
    int before = page.points("cpu");
    page.awaitPoints(before + SECONDS, Duration.ofSeconds(SECONDS + 5));
    List<Long> newest = page.tableTimes("cpu").subList(0, SECONDS);
    for (int i = 1; i < SECONDS; i++) {
      assertThat(newest.get(i - 1) - newest.get(i)).isBetween(1L, LONGEST_GAP_MILLIS);
    }
    page.awaitState("live", Duration.ofSeconds(1));
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void pause_standsStill_andResumeCatchesUp(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    page.showTable("heap");
    page.find("#pause").click();
    page.awaitState("paused", Duration.ofSeconds(1));
    page.awaitEvents(1);
    int points = page.points("heap");
    List<Long> rows = page.tableTimes("heap");
    String shown = page.find("#last-event").textContent();
    page.awaitEvents(3);
    assertThat(page.points("heap")).isEqualTo(points);
    assertThat(page.tableTimes("heap")).isEqualTo(rows);
    assertThat(page.find("#last-event").textContent()).isEqualTo(shown);

    page.find("#pause").click();
    page.awaitState("live", Duration.ofSeconds(1));
    page.awaitPoints(points + 4, Duration.ofSeconds(3));
    List<Long> caughtUp = page.tableTimes("heap");
    assertThat(caughtUp.indexOf(rows.get(0))).isGreaterThanOrEqualTo(4);
    // The table is as long as it may be: the oldest make room.
    assertThat(rows).startsWith(after(caughtUp, rows.get(0)));
  }

  /** From the row of a time downwards. */
  private static Long[] after(List<Long> rows, long time) {
    return rows.subList(rows.indexOf(time), rows.size()).toArray(Long[]::new);
  }

  @Test
  void table_toggled_listsTheSamplesNewestFirst(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    page.awaitPoints(2, Duration.ofSeconds(5));
    page.showTable("events");
    assertThat(page.find("[data-graph=events] .rows table")).isVisible();
    assertThat(page.find("[data-graph=events] .plot")).not().isVisible();
    assertThat(page.tableTimes("events"))
        .hasSizeGreaterThanOrEqualTo(2)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.reverseOrder());

    page.toggleTable("events");
    assertThat(page.find("[data-graph=events] .rows table")).not().isVisible();
    assertThat(page.find("[data-graph=events] .plot")).isVisible();
  }
}
