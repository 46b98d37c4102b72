package dev.freshet.page;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.freshet.testing.Tab;
import java.util.List;

/** What shows whether a page is for everyone, on every screen. */
final class AccessChecks {
  private AccessChecks() {}

  /** Has the page shown in these colours, without moving things that would disturb a check. */
  static void emulate(Tab tab, ColorScheme scheme) {
    tab.page()
        .emulateMedia(
            new Page.EmulateMediaOptions()
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
  }

  /** What axe finds, in words. */
  static List<String> violations(Tab tab) {
    return new AxeBuilder(tab.page())
        .analyze().getViolations().stream()
            .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
            .toList();
  }

  /** How wide the page is, with what has to be scrolled to. */
  static Object width(Tab tab) {
    return tab.page().locator("html").evaluate("html => html.scrollWidth");
  }
}
