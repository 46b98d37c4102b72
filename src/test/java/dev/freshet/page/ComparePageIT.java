package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.freshet.testing.AccessChecks;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Push and poll are set side by side. */
@ExtendWith({InChromium.class, SharedServer.class})
class ComparePageIT {
  private static final List<String> WAYS = List.of("short", "long", "push");
  private static final Duration SOON = Duration.ofSeconds(30);

  private final FreshetServer server;

  ComparePageIT(FreshetServer server) {
    this.server = server;
  }

  private Page open(Tab tab) {
    Page page = tab.page();
    page.navigate(server.uri("/compare.xhtml").toString());
    assertThat(page.locator("#state")).hasAttribute("data-state", "live");
    return page;
  }

  private static int figure(Page page, String figure, String way) {
    String cell = "#figures [data-figure=" + figure + "][data-way=" + way + "]";
    String digits = page.locator(cell).textContent().replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private static void awaitEvents(Page page, int least) {
    LivePage.await(SOON)
        .until(() -> WAYS.stream().allMatch(way -> figure(page, "events", way) >= least));
  }

  @Test
  void sameEvents_comeByAllThreeWays(Tab tab) {
    Page page = open(tab);
    awaitEvents(page, 6);
    for (String way : WAYS) {
      assertThat(figure(page, "duplicates", way)).isZero();
      assertThat(figure(page, "missed", way)).isZero();
      assertThat(figure(page, "failures", way)).isZero();
      assertThat(figure(page, "bytes", way)).isPositive();
    }
    assertThat(figure(page, "requests", "push")).isEqualTo(1);
    assertThat(figure(page, "requests", "long")).isGreaterThanOrEqualTo(6);
    assertThat(figure(page, "median", "push")).isLessThan(figure(page, "median", "short"));
    assertThat(page.locator("#meaning")).isVisible();
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void comparison_isPausedAndGoesOnWithoutAGap(Tab tab) {
    Page page = open(tab);
    awaitEvents(page, 2);
    page.locator("#pause").click();
    assertThat(page.locator("#state")).hasAttribute("data-state", "paused");
    int requests = figure(page, "requests", "short");
    page.locator("#pause").click();
    awaitEvents(page, 5);
    assertThat(figure(page, "requests", "short")).isGreaterThan(requests);
    assertThat(figure(page, "missed", "short")).isZero();
    assertThat(figure(page, "requests", "push")).isEqualTo(2);
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void otherInterval_beginsAnew(Tab tab) {
    Page page = open(tab);
    awaitEvents(page, 3);
    page.locator("#interval").selectOption("10");
    assertThat(page.locator("#figures [data-figure=events][data-way=short]")).hasText("0");
    awaitEvents(page, 3);
    assertThat(figure(page, "requests", "short")).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void page_checkedWithAxe_hasNoViolation(ColorScheme scheme, Tab tab) {
    AccessChecks.emulate(tab, scheme);
    awaitEvents(open(tab), 5);
    assertThat(AccessChecks.violations(tab)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 360, 1280})
  void page_ofAnyWidth_hasNoSidewaysScroll(int width, Tab tab) {
    tab.page().setViewportSize(width, 740);
    awaitEvents(open(tab), 1);
    assertThat(AccessChecks.width(tab)).isEqualTo(width);
  }
}
