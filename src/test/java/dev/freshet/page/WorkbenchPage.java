package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tab;

/** The workbench in a tab: what a visitor sees and does. */
final class WorkbenchPage {
  private final Page page;

  private WorkbenchPage(Page page) {
    this.page = page;
  }

  static WorkbenchPage open(Tab tab, FreshetServer server) {
    tab.page().navigate(server.uri("/workbench.xhtml").toString());
    WorkbenchPage opened = new WorkbenchPage(tab.page());
    assertThat(opened.find("#sub-token-says")).not().isEmpty();
    return opened;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** Subscribes, and waits until the stream is open. */
  void subscribe(String topics) {
    find("#sub-topics").fill(topics);
    find("#sub-start").click();
    assertThat(find("#state")).hasAttribute("data-state", "live");
  }

  /** Fills the form and sends it, whatever becomes of it. */
  void publish(String topics, String data, String token) {
    find("#pub-topics").fill(topics);
    find("#pub-data").fill(data);
    find("#pub-token").fill(token);
    find("#pub-send").click();
  }

  /** The frames with a text in them. */
  Locator frames(String text) {
    return find("#list > li").filter(new Locator.FilterOptions().setHasText(text));
  }

  /** The code that a form is copied as. */
  String code(String side, String language) {
    find("#" + side + "-code [data-language=" + language + "]").click();
    assertThat(find("#" + side + "-code .code")).isVisible();
    return find("#" + side + "-code .code").textContent();
  }
}
