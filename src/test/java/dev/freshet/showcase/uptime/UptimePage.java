package dev.freshet.showcase.uptime;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.SignInForm;
import dev.freshet.testing.Tab;
import java.util.Map;

/** The page of targets in a tab: what a visitor sees, and what an administrator does. */
final class UptimePage {
  private static final String PATH = "/uptime.xhtml";

  private final Page page;

  private UptimePage(Page page) {
    this.page = page;
  }

  /** Opens the page, and waits until it is live. */
  static UptimePage open(Tab tab, FreshetServer server) {
    tab.page().navigate(server.uri(PATH).toString());
    return live(tab);
  }

  /** Opens the page as an administrator. */
  static UptimePage asAdministrator(Tab tab, FreshetServer server) {
    SignInForm.signIn(tab.page(), server, PATH);
    return live(tab);
  }

  private static UptimePage live(Tab tab) {
    UptimePage opened = new UptimePage(tab.page());
    assertThat(opened.find("#state")).hasAttribute("data-state", "live");
    return opened;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** The card of a target. */
  Locator card(String id) {
    return find("#targets > [data-id='" + id + "']");
  }

  /** The incidents of a target of that name. */
  Locator incidents(String name) {
    return find("#incidents tbody tr").filter(new Locator.FilterOptions().setHasText(name));
  }

  /** Fills the fields of the form, by the names of members. */
  void fill(Map<String, String> members) {
    members.forEach((name, value) -> find("#editor [name=" + name + "]").fill(value));
  }
}
