package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.util.List;
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
    tab.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    LivePage page = LivePage.open(tab, server);
    page.showTable("cpu");
    assertThat(violations(tab)).isEmpty();
  }

  private static List<String> violations(Tab tab) {
    return new AxeBuilder(tab.page())
        .analyze().getViolations().stream().map(PageAccessIT::describe).toList();
  }

  private static String describe(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 320})
  void page_onAPhone_hasNoSidewaysScroll(int width, Tab tab, FreshetServer server) {
    tab.page().setViewportSize(width, 640);
    LivePage page = LivePage.open(tab, server);
    page.showTable("heap");
    Object wide = page.find("html").evaluate("html => html.scrollWidth");
    assertThat(wide).isEqualTo(width);
  }
}
