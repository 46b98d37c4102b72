package dev.freshet.showcase.uptime;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.freshet.testing.AccessChecks;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import dev.freshet.testing.UptimeApi;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of targets is for everyone, on every screen, in both languages. */
@ExtendWith({InChromium.class, SharedServer.class})
class UptimePageAccessIT {
  private static final String ID = "nobody-listens-there";

  /** The first check of a server that has just begun, on a machine that is busy. */
  private static final double PATIENCE_MILLIS = 20_000;

  private final FreshetServer server;
  private final UptimeApi api;

  UptimePageAccessIT(FreshetServer server) {
    this.server = server;
    this.api = new UptimeApi(server);
  }

  @BeforeEach
  void addOneThatIsDown() {
    api.post("{\"id\":\"" + ID + "\",\"kind\":\"tcp\",\"address\":\"localhost:9\"}");
  }

  @AfterEach
  void remove() {
    api.delete(ID);
  }

  private UptimePage withAllShown(Tab tab) {
    UptimePage page = UptimePage.asAdministrator(tab, server);
    assertThat(page.card(ID))
        .hasAttribute(
            "data-state",
            "down",
            new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS));
    page.card(ID).locator(".toggle").click();
    assertThat(page.card(ID).locator("tbody tr")).hasCount(96);
    page.find("#new").click();
    page.find("#save").click();
    assertThat(page.find("#target-id-error")).not().isEmpty();
    return page;
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "LIGHT, 360", "DARK, 1280", "DARK, 360"})
  void page_checkedWithAxe_hasNoViolation(ColorScheme scheme, int width, Tab tab) {
    tab.page().setViewportSize(width, 800);
    AccessChecks.emulate(tab, scheme);
    UptimePage page = UptimePage.open(tab, server);
    assertThat(page.card(ID)).isVisible();
    assertThat(AccessChecks.violations(tab)).isEmpty();

    withAllShown(tab);
    assertThat(AccessChecks.violations(tab)).isEmpty();
    assertThat(AccessChecks.width(tab)).isEqualTo(width);
  }

  @Test
  void page_inGerman_saysAllInGerman(Tab tab) {
    tab.page().setExtraHTTPHeaders(Map.of("Accept-Language", "de"));
    UptimePage page = UptimePage.open(tab, server);

    assertThat(page.find("html")).hasAttribute("lang", "de");
    assertThat(page.card(ID).locator(".word")).hasText("Ausgefallen");
    assertThat(page.find("#overall .words")).containsText("ausgefallen");
    assertThat(tab.messages()).isEmpty();
  }
}
