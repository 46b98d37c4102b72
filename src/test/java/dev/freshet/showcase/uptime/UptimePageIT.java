package dev.freshet.showcase.uptime;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.SwitchedWeb;
import dev.freshet.testing.Tab;
import dev.freshet.testing.UptimeApi;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Visitors see how targets fare, and administrators change which there are. */
@ExtendWith({InChromium.class, SharedServer.class})
class UptimePageIT {
  /** A check each second, two attempts, and a machine that is busy. */
  private static final double PATIENCE_MILLIS = 20_000;

  private final String id = "u-" + UUID.randomUUID();
  private final FreshetServer server;
  private final UptimeApi api;

  UptimePageIT(FreshetServer server) {
    this.server = server;
    this.api = new UptimeApi(server);
  }

  @AfterEach
  void remove() {
    api.delete(id);
  }

  private void add(String name, int port) {
    String target =
        "{\"id\":\"%s\",\"name\":\"%s\",\"kind\":\"http\",\"url\":\"http://localhost:%d/\","
            + "\"intervalSeconds\":1,\"timeoutSeconds\":0.5}";
    assertThat(api.post(target.formatted(id, name, port)).statusCode()).isEqualTo(201);
  }

  private static void awaitState(Locator card, String state) {
    assertThat(card)
        .hasAttribute(
            "data-state",
            state,
            new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS));
  }

  @Test
  void webServer_thatGoesDownAndComesBack_isSeenAtOnce_andRemembered(Tab tab) {
    try (SwitchedWeb web = new SwitchedWeb()) {
      add("<b>The shop</b>", web.port());
      UptimePage page = UptimePage.open(tab, server);
      Locator card = page.card(id);
      awaitState(card, "up");
      assertThat(card.locator(".name")).hasText("<b>The shop</b>");
      assertThat(page.find("#overall")).hasAttribute("data-state", "up");

      web.switchOff();
      awaitState(card, "down");
      assertThat(card.locator(".error-text")).containsText("No connection");
      assertThat(page.find("#overall .words")).containsText("<b>The shop</b>");
      Locator incident = page.incidents("The shop");
      assertThat(incident.locator(".to")).hasText("ongoing");

      web.switchOn();
      awaitState(card, "up");
      assertThat(incident.locator(".to")).hasText(Pattern.compile("[0-9]{2}:[0-9]{2}"));
      assertThat(incident.locator(".reason")).containsText("No connection");
      assertThat(card.locator(".strip .bad")).hasAttribute("d", Pattern.compile("M.+z"));
      assertThat(card.locator(".shares dd").first()).not().hasText("100%");
      tab.page().reload();
      assertThat(incident).hasCount(1);
    }
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void page_thatIsPaused_standsStill(Tab tab) {
    try (SwitchedWeb web = new SwitchedWeb()) {
      add("Paused", web.port());
      UptimePage page = UptimePage.open(tab, server);
      awaitState(page.card(id), "up");
      page.find("#pause").click();
      String last = page.find("#last-event").getAttribute("data-last-event-id");
      web.switchOff();
      assertThat(page.find("#state")).hasAttribute("data-state", "paused");
      for (int i = 0; i < 3; i++) {
        assertThat(page.find("#last-event")).not().hasAttribute("data-last-event-id", last);
        last = page.find("#last-event").getAttribute("data-last-event-id");
      }
      assertThat(page.card(id)).hasAttribute("data-state", "up");

      page.find("#pause").click();
      awaitState(page.card(id), "down");
    }
  }

  @Test
  void visitor_isShownWhereToSignIn_insteadOfControls(Tab tab) {
    add("Seen", 9);
    UptimePage page = UptimePage.open(tab, server);

    assertThat(page.card(id)).isVisible();
    assertThat(page.card(id).locator(".edit")).isHidden();
    assertThat(page.card(id).locator(".remove")).isHidden();
    assertThat(page.find("#new")).isHidden();
    assertThat(page.find("#overall a"))
        .hasAttribute("href", Pattern.compile("/signin\\.xhtml\\?from=/uptime\\.xhtml$"));
  }

  @Test
  void target_isAddedChangedAndDeletedInTheForm(Tab tab) {
    try (SwitchedWeb web = new SwitchedWeb()) {
      UptimePage page = UptimePage.asAdministrator(tab, server);
      page.find("#new").click();
      page.fill(Map.of("id", id, "name", "New", "url", "http://localhost:" + web.port() + "/"));
      page.find("#save").click();
      awaitState(page.card(id), "up");
      assertThat(page.find("#editor")).isHidden();

      page.card(id).locator(".edit").click();
      assertThat(page.find("#target-status")).hasValue("200-299");
      page.fill(Map.of("name", "Renamed", "intervalSeconds", "60"));
      page.find("#save").click();
      assertThat(page.card(id).locator(".name")).hasText("Renamed");
      assertThat(page.card(id).locator(".edit")).isFocused();
      assertThat(api.get(id).body()).contains("\"intervalSeconds\":60");

      page.card(id).locator(".remove").click();
      assertThat(page.card(id).locator(".remove")).hasText("Really delete?");
      page.card(id).locator(".remove").click();
      assertThat(page.card(id)).hasCount(0);
    }
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void form_saysBesideTheFieldWhatIsWrong(Tab tab) {
    add("Taken", 9);
    UptimePage page = UptimePage.asAdministrator(tab, server);
    page.find("#new").click();
    page.fill(Map.of("id", id, "url", "gopher://localhost/"));
    page.find("#save").click();
    assertThat(page.find("#target-url-error")).containsText("http://");
    assertThat(page.find("#target-url")).isFocused();
    assertThat(page.find("#target-url")).hasAttribute("aria-invalid", "true");

    page.fill(Map.of("url", "http://localhost/"));
    page.find("#save").click();
    assertThat(page.find("#target-id-error")).not().isEmpty();
    assertThat(page.find("#target-url-error")).isEmpty();
  }
}
