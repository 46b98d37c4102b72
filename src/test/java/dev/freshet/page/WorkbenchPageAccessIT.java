package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.freshet.testing.AccessChecks;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import dev.freshet.testing.Tokens;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The workbench is for everyone, on every screen. */
@ExtendWith({InChromium.class, SharedServer.class})
class WorkbenchPageAccessIT {
  /** A page on which everything that can be shown is. */
  private static void fill(Tab tab, FreshetServer server) {
    WorkbenchPage page = WorkbenchPage.open(tab, server);
    page.find("#sub-token").fill(Tokens.subscriber("*"));
    page.find("#sub-last-id").fill("unknown");
    page.subscribe("monitor\n" + "long".repeat(100));
    page.publish("x", "{}", Tokens.publisher("*"));
    page.find("#token-text").fill(Tokens.administrator());
    page.find("#watch-toggle").click();
    page.code("sub", "java");
    page.code("pub", "curl");
    page.find("summary").all().forEach(summary -> summary.click());
    page.frames("event: monitor").first().locator(".unfold").click();
    assertThat(page.find("#watch-scroll")).isVisible();
    assertThat(page.find("#answer-gap")).isVisible();
    assertThat(page.find("#pub-result")).containsText("Published");
    page.find("#pause").click();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void page_checkedWithAxe_hasNoViolation(ColorScheme scheme, Tab tab, FreshetServer server) {
    AccessChecks.emulate(tab, scheme);
    WorkbenchPage.open(tab, server);
    assertThat(AccessChecks.violations(tab)).isEmpty();
    fill(tab, server);
    assertThat(AccessChecks.violations(tab)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 360, 1280})
  void page_ofAnyWidth_hasNoSidewaysScroll(int width, Tab tab, FreshetServer server) {
    tab.page().setViewportSize(width, 740);
    fill(tab, server);
    assertThat(AccessChecks.width(tab)).isEqualTo(width);
    assertThat(tab.messages()).isEmpty();
  }
}
