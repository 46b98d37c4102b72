package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.freshet.testing.AccessChecks;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.SignInForm;
import dev.freshet.testing.Tab;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everybody can sign in, on every screen. */
@ExtendWith({InChromium.class, SharedServer.class})
class SignInPageAccessIT {
  private static Page open(Tab tab, FreshetServer server) {
    tab.page().navigate(server.uri("/signin.xhtml").toString());
    return tab.page();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void page_checkedWithAxe_hasNoViolation(ColorScheme scheme, Tab tab, FreshetServer server) {
    AccessChecks.emulate(tab, scheme);
    Page page = open(tab, server);
    assertThat(AccessChecks.violations(tab)).isEmpty();

    page.locator("#password").fill("wrong");
    page.locator("#go").click();
    assertThat(page.locator("#problem")).isVisible();
    assertThat(AccessChecks.violations(tab)).isEmpty();

    SignInForm.signIn(page, server, "/schedules.xhtml");
    open(tab, server);
    assertThat(page.locator(".session button")).isVisible();
    assertThat(AccessChecks.violations(tab)).isEmpty();
    assertThat(tab.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void page_onAnyScreen_hasNoSidewaysScroll(int width, Tab tab, FreshetServer server) {
    tab.page().setViewportSize(width, 640);
    open(tab, server);

    assertThat(AccessChecks.width(tab)).isEqualTo(width);
  }
}
