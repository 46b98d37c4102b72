package dev.freshet.showcase.market;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People watch the simulated market, look at candles, and set alerts. */
@ExtendWith({InChromium.class, SharedServer.class})
class MarketPageIT {
  private static final String OVERVIEW = "**/api/market";

  @Test
  void list_hasAllSymbols_andSaysThatTheyAreSimulated(Tab tab, FreshetServer server) {
    MarketPage page = MarketPage.open(tab, server);
    assertThat(page.find("#watch tbody tr")).hasCount(6);
    assertThat(page.find("#origin .badge")).hasText("Simulated");
    assertThat(page.row("ACME").locator(".change"))
        .hasText(Pattern.compile("^(▲.\\+|▼.-|■.)[0-9.]+% [+-]?[0-9.]+$"));
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void price_isShownWithAllItsDecimals(Tab tab, FreshetServer server) {
    MarketPage page = MarketPage.open(tab, server);
    page.choose("CEDAR");
    Pattern three = Pattern.compile("^[0-9]+\\.[0-9]{3}$");
    assertThat(page.row("CEDAR").locator(".price")).hasText(three);
    for (String place : new String[] {"#price", "#bid", "#ask", "#high", "[data-value=close]"}) {
      assertThat(page.find(place)).hasText(three);
    }
  }

  @Test
  void candles_areReadWithKeys_andAsATable(Tab tab, FreshetServer server) {
    MarketPage page = MarketPage.open(tab, server);
    page.choose("BOLT");
    page.find("#chart").press("End");
    assertThat(page.find("#chart"))
        .hasAttribute("aria-valuetext", Pattern.compile("open [0-9.]+, high [0-9.]+, low"));

    page.find("#table-toggle").click();
    assertThat(page.find("#candles tbody tr").first()).isVisible();
    page.find("[data-interval='1h']").click();
    assertThat(page.find("#candles caption")).hasText("BOLT, candles of 1 h, newest first");
    assertThat(page.find("#candles tbody tr").first()).isVisible();
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void choice_isRemembered(Tab tab, FreshetServer server) {
    MarketPage page = MarketPage.open(tab, server);
    page.choose("DELTA");
    page.find("[data-interval='5m']").click();
    MarketPage again = MarketPage.open(tab, server);
    assertThat(again.find("#instrument-title")).hasText("DELTA");
    assertThat(again.find("[data-interval='5m']")).hasAttribute("aria-pressed", "true");
  }

  @Test
  void paused_standsStill_andGoesOnWithTheNewest(Tab tab, FreshetServer server) {
    MarketPage page = MarketPage.open(tab, server);
    Locator price = page.row("FJORD").locator(".price");
    page.find("#pause").click();
    String still = price.textContent();
    String before = page.find("#last-event").getAttribute("data-last-event-id");
    for (int seconds = 0; seconds < 3; seconds++) {
      assertThat(page.find("#last-event")).not().hasAttribute("data-last-event-id", before);
      before = page.find("#last-event").getAttribute("data-last-event-id");
    }
    assertThat(price).hasText(still);

    page.find("#pause").click();
    assertThat(price).not().hasText(still);
  }

  /**
   * The hub's own firing is a matter of the market's tests: here its event is made, and comes at
   * once.
   */
  @Test
  void alert_thatFires_isAnnounced_andGoes(Tab tab, FreshetServer server) {
    MarketPage page = MarketPage.open(tab, server);
    page.setAlert("BOLT", "above", "9999.50");
    assertThat(page.find("#alert-list li")).containsText("Watching");
    fire(server, page.alertId());
    assertThat(page.find("#firings .firing")).containsText("BOLT has risen to 9,999.50");
    assertThat(page.find("#firings .firing")).containsText("Price 9,999.60 at");
    assertThat(page.find("#alert-list [data-fired=true]")).containsText("Fired on");

    page.find("#firings .dismiss").click();
    assertThat(page.find("#firings .firing")).hasCount(0);
    page.find("#alert-list .remove").click();
    assertThat(page.find("#alert-list li")).hasCount(0);
    assertThat(tab.messages()).isEmpty();
  }

  private static void fire(FreshetServer server, String id) {
    String firing =
        "{\"symbol\":\"BOLT\",\"kind\":\"above\",\"threshold\":9999.50,\"time\":%d,"
                .formatted(System.currentTimeMillis())
            + "\"price\":9999.60,\"fired\":1,\"source\":\"simulated\"}";
    String form = "type=alert&topic=market/alerts/" + id + "&data=" + encode(firing, UTF_8);
    assertThat(new Publisher(server).post(form).statusCode()).isEqualTo(200);
  }

  @Test
  void alert_isStillListedAfterAReload(Tab tab, FreshetServer server) {
    MarketPage page = MarketPage.open(tab, server);
    page.sendAlert("ACME", "above", "much");
    assertThat(page.find("#alert-error")).containsText("Write a number");
    page.setAlert("ACME", "above", "9999.50");

    MarketPage again = MarketPage.open(tab, server);
    assertThat(again.find("#alert-list li")).containsText("ACME rises to 9,999.50");
  }

  @Test
  void marketThatIsOff_saysHowItIsSwitchedOn(Tab tab, FreshetServer server) {
    tab.page()
        .route(
            OVERVIEW,
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"source\":\"off\",\"symbols\":[],\"lastEventId\":\"0-0\"}")));
    MarketPage page = MarketPage.visit(tab, server);
    assertThat(page.find("#gate-note")).containsText("FRESHET_MARKET");
    assertThat(page.find("#watch")).isHidden();
    assertThat(page.find(".bar")).isHidden();
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void marketThatCannotBeRead_saysSo_andIsReadAgain(Tab tab, FreshetServer server) {
    tab.page().route(OVERVIEW, route -> route.abort());
    MarketPage page = MarketPage.visit(tab, server);
    assertThat(page.find("#gate-note")).containsText("does not answer");

    tab.page().unroute(OVERVIEW);
    page.find("#gate-retry").click();
    assertThat(page.find("#watch tbody tr")).hasCount(6);
    assertThat(page.find("#gate")).isHidden();
  }

  @Test
  void page_inGerman_writesNumbersAsGermansDo(Tab tab, FreshetServer server) {
    tab.page().setExtraHTTPHeaders(Map.of("Accept-Language", "de"));
    MarketPage page = MarketPage.open(tab, server);
    assertThat(page.find("#watch-title")).hasText("Beobachtungsliste");
    assertThat(page.row("ACME").locator(".price")).hasText(Pattern.compile("^[0-9]+,[0-9]{2}$"));
  }
}
