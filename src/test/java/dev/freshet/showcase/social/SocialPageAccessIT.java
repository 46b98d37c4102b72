package dev.freshet.showcase.social;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.freshet.testing.AccessChecks;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of posts is for everyone, on every screen. */
@ExtendWith({InChromium.class, SharedServer.class})
class SocialPageAccessIT {
  private static SocialPage withPosts(Tab tab, FreshetServer server) {
    SocialPage page = SocialPage.joined(tab, server);
    addPosts(page);
    return page;
  }

  private static void addPosts(SocialPage page) {
    page.post("One with a #tag and a reply");
    SocialPage.press(page.card("One with a #tag"), ".reply");
    page.post("The reply");
    SocialPage.press(page.card("The reply"), ".like");
    assertThat(page.card("The reply").locator(".likes")).hasText("1");
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void page_checkedWithAxe_hasNoViolation(ColorScheme scheme, Tab tab, FreshetServer server) {
    AccessChecks.emulate(tab, scheme);
    SocialPage page = SocialPage.open(tab, server);
    assertThat(AccessChecks.violations(tab)).isEmpty();

    page.join("p" + UUID.randomUUID().toString().substring(0, 12));
    page.send("x".repeat(501));
    assertThat(page.find("#compose-error")).not().isEmpty();
    assertThat(AccessChecks.violations(tab)).isEmpty();

    page.find("#text").fill("");
    addPosts(page);
    assertThat(page.find("#posts > li").first()).isVisible();
    assertThat(AccessChecks.violations(tab)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 320})
  void page_onAPhone_hasNoSidewaysScroll(int width, Tab tab, FreshetServer server) {
    tab.page().setViewportSize(width, 640);
    withPosts(tab, server);
    assertThat(AccessChecks.width(tab)).isEqualTo(width);
  }

  @Test
  void links_betweenThePages_sayWhereOneIs(Tab tab, FreshetServer server) {
    SocialPage page = SocialPage.open(tab, server);
    assertThat(page.find(".pages [aria-current=page]")).hasText("Social");
    page.find(".pages a").first().click();
    assertThat(page.find(".pages [aria-current=page]")).hasText("Overview");
  }
}
