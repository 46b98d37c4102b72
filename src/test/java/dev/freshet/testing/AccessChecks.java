package dev.freshet.testing;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;

/** What shows whether a page is for everyone, on every screen. */
public final class AccessChecks {
  private AccessChecks() {}

  /** Has the page shown in these colours, without moving things that would disturb a check. */
  public static void emulate(Tab tab, ColorScheme scheme) {
    tab.page()
        .emulateMedia(
            new Page.EmulateMediaOptions()
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
  }

  /** What axe finds, in words. */
  public static List<String> violations(Tab tab) {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    // The other mode takes three times as long, and looks into frames of other origins too.
    return new AxeBuilder(tab.page())
        .options(options).setLegacyMode(true).analyze().getViolations().stream()
            .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
            .toList();
  }

  /** How wide the page is, with what has to be scrolled to. */
  public static Object width(Tab tab) {
    return tab.page().locator("html").evaluate("html => html.scrollWidth");
  }
}
