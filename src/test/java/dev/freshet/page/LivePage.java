package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tab;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Freshet's page in a tab: what a visitor sees and does. */
final class LivePage {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Page page;

  private LivePage(Page page) {
    this.page = page;
  }

  /**
   * Opens the page, waits until it is live and has drawn an event, and asks for the longest window:
   * in a shorter one a server that has been up for long has all the points that it will ever have.
   */
  static LivePage open(Tab tab, FreshetServer server) {
    tab.page().navigate(server.uri("/").toString());
    LivePage opened = new LivePage(tab.page());
    opened.awaitState("live", SOON);
    opened.awaitPoints(1, SOON);
    opened.find("#window").selectOption("60");
    return opened;
  }

  /** What a test waits with: the browser's objects bear only the thread that made them. */
  static ConditionFactory await(Duration most) {
    return Awaitility.await().pollInSameThread().pollInterval(POLL).atMost(most);
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  void awaitState(String state, Duration most) {
    assertThat(find("#state"))
        .hasAttribute(
            "data-state",
            state,
            new LocatorAssertions.HasAttributeOptions().setTimeout((double) most.toMillis()));
  }

  /** Waits until each graph has at least so many points. */
  void awaitPoints(int least, Duration most) {
    await(most).until(() -> fewestPoints() >= least);
  }

  private int fewestPoints() {
    return numbers("[data-graph]", "element => element.dataset.points").stream()
        .mapToInt(Long::intValue)
        .min()
        .orElseThrow();
  }

  int points(String graph) {
    return Integer.parseInt(find("[data-graph=" + graph + "]").getAttribute("data-points"));
  }

  private String lastEventId() {
    return find("#last-event").getAttribute("data-last-event-id");
  }

  /** Waits until so many further events have come, whether or not they are shown. */
  void awaitEvents(int more) {
    for (int i = 0; i < more; i++) {
      assertThat(find("#last-event")).not().hasAttribute("data-last-event-id", lastEventId());
    }
  }

  /** Opens the table of a graph, and waits until it has a row. */
  void showTable(String graph) {
    toggleTable(graph);
    assertThat(find("[data-graph=" + graph + "] tbody tr").first()).isVisible();
  }

  void toggleTable(String graph) {
    find("[data-graph=" + graph + "] .toggle").click();
  }

  /** The times of the samples in an open table, from the top. */
  List<Long> tableTimes(String graph) {
    return numbers("[data-graph=" + graph + "] tbody tr", "row => row.dataset.time");
  }

  /** One number of each element, all read in the same moment. */
  private List<Long> numbers(String selector, String read) {
    Object texts = find(selector).evaluateAll("(all) => all.map(" + read + ")");
    return ((List<?>) texts).stream().map(text -> Long.valueOf(String.valueOf(text))).toList();
  }
}
