package dev.freshet.showcase.social;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile posts get a clear refusal, or are harmless text, in a real browser. */
@ExtendWith({InChromium.class, SharedServer.class})
class SocialPageHardeningIT {
  private final String mark = UUID.randomUUID().toString().substring(0, 8);

  private static boolean wasAttacked(Tab tab) {
    return (Boolean) tab.page().evaluate("() => window.attacked === true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>window.attacked = true</script>",
        "<img src=x onerror='window.attacked = true'>",
        "</p></article><iframe srcdoc='<script>parent.attacked=true</script>'>",
        "<svg/onload=\"window.attacked=true\">",
        "javascript:window.attacked=true //#{7*7} {{7*7}} ${7*7}"
      })
  void markup_isShownAsText(String text, Tab tab, FreshetServer server) {
    SocialPage page = SocialPage.joined(tab, server);
    Locator card = page.post(text + " " + mark);
    assertThat(card.locator(".text")).hasText(text + " " + mark);
    assertThat(card.locator("script, img, iframe, svg")).hasCount(0);
    tab.page().reload();
    assertThat(page.card(mark).locator(".text")).hasText(text + " " + mark);
    assertThat(wasAttacked(tab)).isFalse();
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void overrides_turnNothingAround(Tab tab, FreshetServer server) {
    SocialPage page = SocialPage.joined(tab, server);
    page.send("invoice\u202egnp.exe\u2066\u200f" + mark);
    Locator card = page.card("exe" + mark);
    assertThat(card.locator(".text")).hasText("invoicegnp.exe" + mark);

    page.post("\u05e9\u05dc\u05d5\u05dd (" + mark + " 2)");
    Locator hebrew = page.card(mark + " 2");
    Object order = card.evaluate("() => getComputedStyle(document.body).direction");
    assertThat(order).isEqualTo("ltr");
    assertThat(hebrew.locator(".text")).hasAttribute("dir", "auto");
    assertThat(hebrew.locator("header").evaluate("header => getComputedStyle(header).direction"))
        .isEqualTo("ltr");
  }

  @Test
  void tenThousandCharacters_areRefusedWithTheReason(Tab tab, FreshetServer server) {
    SocialPage page = SocialPage.joined(tab, server);
    String text = "x".repeat(10_000);
    page.find("#text").fill(text);
    assertThat(page.find("#left")).hasText("9500 too many");
    page.find("#send").click();
    assertThat(page.find("#compose-error"))
        .hasText(Pattern.compile("10000 characters; at most 500"));
    assertThat(page.find("#text")).hasValue(text);
    assertThat(page.card("x".repeat(600))).hasCount(0);
  }

  @Test
  void noSession_isToldToChooseAName(Tab tab, FreshetServer server) {
    SocialPage page = SocialPage.joined(tab, server);
    tab.page().context().clearCookies();
    page.send("who am I " + mark);
    assertThat(page.find("#compose-error")).hasText(Pattern.compile("Choose a name first"));
    assertThat(page.find("#text")).hasValue("who am I " + mark);
    assertThat(page.card(mark)).hasCount(0);
  }

  @Test
  void nameThatIsTaken_isSaid(Tab tab, FreshetServer server) {
    String name = "n" + mark;
    SocialPage page = SocialPage.open(tab, server);
    page.join(name);
    tab.page().context().clearCookies();
    tab.page().reload();
    page.find("#name").fill(name.toUpperCase(Locale.ROOT));
    page.find("#sign-up button").click();
    assertThat(page.find("#sign-up-error")).hasText(Pattern.compile("Choose another name"));
  }

  @Test
  void longWordsAndHeapsOfMarks_stayInTheirBox(Tab tab, FreshetServer server) {
    tab.page().setViewportSize(360, 640);
    SocialPage page = SocialPage.joined(tab, server);
    page.post("W".repeat(400) + mark);
    page.post("q" + "\u0335\u0489".repeat(100) + mark + " marks");
    Object wide = page.find("html").evaluate("html => html.scrollWidth");
    assertThat(wide).isEqualTo(360);
  }
}
