package dev.freshet.showcase.market;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tab;

/** The page of the market in a tab: what a visitor sees and does. */
final class MarketPage {
  private final Page page;

  private MarketPage(Page page) {
    this.page = page;
  }

  /** Opens the page, and waits until it is live and has candles. */
  static MarketPage open(Tab tab, FreshetServer server) {
    MarketPage opened = visit(tab, server);
    assertThat(opened.find("#state")).hasAttribute("data-state", "live");
    assertThat(opened.find("#chart-note")).isEmpty();
    return opened;
  }

  /** Opens the page, whatever it shows. */
  static MarketPage visit(Tab tab, FreshetServer server) {
    tab.page().navigate(server.uri("/market.xhtml").toString());
    return new MarketPage(tab.page());
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** The id of the one alert that this browser remembers. */
  String alertId() {
    return (String) page.evaluate("JSON.parse(localStorage['freshet.market.alerts'])[0]");
  }

  Locator row(String symbol) {
    return find("#watch tr[data-symbol=" + symbol + "]");
  }

  /** Chooses a symbol, and waits until its candles are there. */
  void choose(String symbol) {
    row(symbol).locator(".symbol").click();
    assertThat(find("#instrument-title")).hasText(symbol);
    assertThat(find("#chart-note")).isEmpty();
  }

  /** Sends the form of an alert, whatever becomes of it. */
  void sendAlert(String symbol, String kind, String threshold) {
    find("#alert-symbol").selectOption(new SelectOption().setValue(symbol));
    find("#alert-kind").selectOption(new SelectOption().setValue(kind));
    find("#alert-threshold").fill(threshold);
    find("#alert-set").click();
  }

  /** Sets an alert, and waits until it is listed. */
  void setAlert(String symbol, String kind, String threshold) {
    int before = find("#alert-list li").count();
    sendAlert(symbol, kind, threshold);
    assertThat(find("#alert-list li")).hasCount(before + 1);
  }
}
