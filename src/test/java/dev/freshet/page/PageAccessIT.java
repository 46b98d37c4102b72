package dev.freshet.page;

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

/** The page is for everyone, on every screen. */
@ExtendWith({InChromium.class, SharedServer.class})
class PageAccessIT {
  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void page_checkedWithAxe_hasNoViolation(ColorScheme scheme, Tab tab, FreshetServer server) {
    AccessChecks.emulate(tab, scheme);
    LivePage page = LivePage.open(tab, server);
    page.showTable("cpu");
    assertThat(AccessChecks.violations(tab)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 320})
  void page_onAPhone_hasNoSidewaysScroll(int width, Tab tab, FreshetServer server) {
    tab.page().setViewportSize(width, 640);
    LivePage page = LivePage.open(tab, server);
    page.showTable("heap");
    assertThat(AccessChecks.width(tab)).isEqualTo(width);
  }
}
