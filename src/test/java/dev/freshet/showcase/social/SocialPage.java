package dev.freshet.showcase.social;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tab;
import java.util.UUID;

/** The page of posts in a tab: what a visitor sees and does. */
final class SocialPage {
  private final Page page;

  private SocialPage(Page page) {
    this.page = page;
  }

  /** Opens the page, and waits until it is live. */
  static SocialPage open(Tab tab, FreshetServer server) {
    tab.page().navigate(server.uri("/social.xhtml").toString());
    SocialPage opened = new SocialPage(tab.page());
    assertThat(opened.find("#state")).hasAttribute("data-state", "live");
    return opened;
  }

  /** Opens the page as somebody whose name nobody else has. */
  static SocialPage joined(Tab tab, FreshetServer server) {
    SocialPage opened = open(tab, server);
    opened.join("p" + UUID.randomUUID().toString().substring(0, 12));
    return opened;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  Page page() {
    return page;
  }

  void join(String name) {
    find("#name").fill(name);
    find("#sign-up button").click();
    assertThat(find("#compose")).isVisible();
    assertThat(find("#me")).hasText(name);
  }

  /** Sends a text, whatever becomes of it. */
  void send(String text) {
    find("#text").fill(text);
    find("#send").click();
  }

  /** Posts a text, and waits until it is there. */
  Locator post(String text) {
    send(text);
    assertThat(find("#text")).hasValue("");
    return card(text);
  }

  /** The post with a text in it. */
  Locator card(String text) {
    return find("#posts > li").filter(new Locator.FilterOptions().setHasText(text)).first();
  }

  static void press(Locator card, String button) {
    card.locator(button).click();
  }
}
