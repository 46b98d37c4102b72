package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.freshet.testing.AccessChecks;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All nodes at a glance, the topics, and who is connected. */
@ExtendWith({InChromium.class, SharedServer.class})
class OverviewIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String WHO =
      """
      {"type": "Subscriptions", "subscriptions": [
        {"topic": "monitor", "subscriber": "urn:uuid:1"},
        {"topic": "<b>books</b>", "subscriber": "urn:uuid:1"},
        {"topic": "monitor", "subscriber": "urn:uuid:2"}]}""";

  private static Locator row(LivePage page, String node) {
    return page.find("#nodes-table tr[data-node='" + node + "']");
  }

  @Test
  void nodes_haveARowWithFiguresAndLines_alsoOneAlone(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    page.awaitEvents(2);

    Locator row = row(page, page.find("#node").textContent());
    assertThat(row.locator("button")).hasAttribute("aria-pressed", "true");
    assertThat(row.locator("td").nth(2)).not().containsText("n/a");
    assertThat(row.locator("td").last()).containsText("ms");
    assertThat(row.locator(".spark path[d^=M]").first()).isAttached();
    assertThat(page.find("#nodes-up")).hasText("1");
    assertThat(page.find("#all-streams")).not().hasText("0");
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void otherNode_isChosenInTheTable(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    Publisher publisher = new Publisher(server);
    LivePage.await(SOON)
        .until(
            () -> {
              publisher.post(
                  "topic=monitor&type=monitor&data={\"time\":%d,\"node\":\"zz-table\",\"threads\":7}"
                      .formatted(System.currentTimeMillis()));
              return row(page, "zz-table").count() == 1;
            });

    row(page, "zz-table").locator("button").click();

    assertThat(page.find("#node")).hasText("zz-table");
    assertThat(row(page, "zz-table").locator("button")).hasAttribute("aria-pressed", "true");
    assertThat(page.find("[data-graph=threads] dd")).hasText("7");
  }

  @Test
  void topics_haveRates_andPrivateOnesNoName(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    Publisher publisher = new Publisher(server);
    for (int i = 0; i < 100; i++) {
      publisher.post("topic=overview/busy&data=x");
      publisher.post("topic=overview/secret&private=on&data=x");
    }

    LivePage.await(SOON).until(() -> page.find("#topics tbody").textContent().contains("busy"));
    assertThat(page.find("#topics .rest").last()).containsText("private events");
    assertThat(page.find("#topics tbody")).not().containsText("secret");
  }

  @Test
  void connected_asAVisitor_saysHowManyAndNotWho(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);

    assertThat(page.find("#connected a")).hasAttribute("href", "/signin.xhtml?from=/");
    assertThat(page.find("#who")).isHidden();
  }

  @Test
  void connected_asAnAdministrator_listsTheTopicsWithTheMostSubscribersFirst(
      Tab tab, FreshetServer server) {
    String root = server.uri("/").toString();
    tab.page().route(root, OverviewIT::asAdministrator);
    tab.page()
        .route(
            root + ".well-known/mercure/subscriptions",
            route -> route.fulfill(new Route.FulfillOptions().setBody(WHO)));

    LivePage page = LivePage.open(tab, server);

    assertThat(page.find("#who caption")).hasText("Subscriptions: 3, subscribers: 2, topics: 2");
    assertThat(page.find("#who tbody tr"))
        .hasText(new String[] {"monitor2urn:uuid:1, urn:uuid:2", "<b>books</b>1urn:uuid:1"});
    assertThat(tab.messages()).isEmpty();
  }

  /** The page as the server would write it for one, of a hub that tells who is connected. */
  private static void asAdministrator(Route route) {
    APIResponse answer = route.fetch();
    String page =
        answer
            .text()
            .replace("<body ", "<body data-admin=\"true\" ")
            .replace("data-told=\"false\"", "data-told=\"true\"");
    route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(page));
  }

  @ParameterizedTest
  @CsvSource({"360, LIGHT", "360, DARK", "1280, LIGHT", "1280, DARK"})
  void page_inGerman_fitsTheScreen_andHasNoViolation(
      int width, ColorScheme scheme, Tab tab, FreshetServer server) {
    tab.page().setViewportSize(width, 740);
    AccessChecks.emulate(tab, scheme);
    tab.page().setExtraHTTPHeaders(Map.of("Accept-Language", "de"));
    LivePage page = LivePage.open(tab, server);
    page.awaitEvents(1);

    assertThat(page.find("html")).hasAttribute("lang", "de");
    assertThat(page.find("#pause")).hasText("Anhalten");
    assertThat(page.find("[data-graph=latency] h2")).hasText("Zustellzeit");
    assertThat(AccessChecks.width(tab)).isEqualTo(width);
    assertThat(AccessChecks.violations(tab)).isEmpty();
    assertThat(tab.messages()).isEmpty();
  }
}
