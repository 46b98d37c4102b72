package dev.freshet.showcase.market;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.freshet.testing.AccessChecks;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the market is for everyone, on every screen. */
@ExtendWith({InChromium.class, SharedServer.class})
class MarketPageAccessIT {
  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void page_checkedWithAxe_hasNoViolation(ColorScheme scheme, Tab tab, FreshetServer server) {
    AccessChecks.emulate(tab, scheme);
    MarketPage page = MarketPage.open(tab, server);
    page.find("#chart").press("End");
    assertThat(AccessChecks.violations(tab)).isEmpty();

    page.find("#table-toggle").click();
    page.setAlert("ACME", "above", "9999.50");
    page.sendAlert("ACME", "above", "much");
    assertThat(page.find("#alert-error")).not().isEmpty();
    assertThat(AccessChecks.violations(tab)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 360, 1280})
  void page_ofAnyWidth_hasNoSidewaysScroll(int width, Tab tab, FreshetServer server) {
    tab.page().setViewportSize(width, 740);
    MarketPage page = MarketPage.open(tab, server);
    page.choose("FJORD");
    page.find("#table-toggle").click();
    assertThat(AccessChecks.width(tab)).isEqualTo(width);
  }
}
