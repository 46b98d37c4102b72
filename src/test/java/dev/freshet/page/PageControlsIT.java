package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys, choices and what the browser remembers of them. */
@ExtendWith({InChromium.class, SharedServer.class})
class PageControlsIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @Test
  void keyP_pausesAndResumes_unlessSwitchedOff(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    tab.page().keyboard().press("p");
    page.awaitState("paused", AT_ONCE);
    assertThat(page.find("#pause")).hasText("Resume");
    tab.page().keyboard().press("p");
    page.awaitState("live", AT_ONCE);
    assertThat(page.find("#pause")).hasText("Pause");

    page.find("#shortcut").uncheck();
    page.find("h1").click();
    tab.page().keyboard().press("p");
    page.awaitEvents(1);
    page.awaitState("live", AT_ONCE);
  }

  @Test
  void theme_chosen_changesTheColoursAndIsRemembered(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    page.find("#theme").selectOption("light");
    String light = background(page);
    page.find("#theme").selectOption("dark");
    String dark = background(page);
    assertThat(dark).isNotEqualTo(light);

    tab.page().reload();
    assertThat(page.find("#theme")).hasValue("dark");
    assertThat(background(page)).isEqualTo(dark);
  }

  @Test
  void window_chosen_isRemembered(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    page.find("#window").selectOption("15");
    tab.page().reload();
    assertThat(page.find("#window")).hasValue("15");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"en | 1,234,567.9;-1,000;999.00", "de | 1.234.567,9;-1.000;999,00"})
  void numbers_areWrittenAsTheLanguageOfThePageWritesThem(
      String language, String written, Tab tab, FreshetServer server) {
    tab.page().setExtraHTTPHeaders(Map.of("Accept-Language", language));
    LivePage.open(tab, server);
    String decimals =
        "[[1234567.89, 1], [-1000, 0], [999, 2]].map(one => decimal(...one)).join(';')";
    assertThat(
            tab.page()
                .evaluate("import('/assets/intl.js').then(({ decimal }) => " + decimals + ")"))
        .isEqualTo(written);
  }

  @Test
  void command_shown_namesThisServer(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    assertThat(page.find("#command"))
        .hasText("curl -N '" + server.uri("/.well-known/mercure?topic=monitor") + "'");
    page.find("#copy").click();
    assertThat(page.find("#copied")).not().isEmpty();
  }

  private static String background(LivePage page) {
    return (String) page.find("body").evaluate("body => getComputedStyle(body).backgroundColor");
  }
}
