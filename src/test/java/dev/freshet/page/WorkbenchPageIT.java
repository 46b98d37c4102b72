package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import dev.freshet.testing.Tokens;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A developer tries the hub: what the streams carry, what publishing answers, what tokens say. */
@ExtendWith({InChromium.class, SharedServer.class})
class WorkbenchPageIT {
  private final String topic = "w-" + UUID.randomUUID();
  private final FreshetServer server;

  WorkbenchPageIT(FreshetServer server) {
    this.server = server;
  }

  @Test
  void stream_isShownFrameByFrameAsItWasSent(Tab tab) {
    WorkbenchPage page = WorkbenchPage.open(tab, server);
    page.subscribe(topic);
    assertThat(page.frames("retry: ")).hasCount(1);
    page.find("#pub-type").fill("changed");
    page.publish(topic, "{\"a\": [1,\n2]}", Tokens.publisher("*"));
    assertThat(page.find("#pub-result")).containsText("Published");

    Locator frame = page.frames("event: changed");
    assertThat(frame.locator(".raw"))
        .hasText(
            Pattern.compile("event: changed\nid: \\d+-\\d+\ndata: \\{\"a\": \\[1,\ndata: 2]}"));
    frame.locator(".unfold").click();
    assertThat(frame.locator(".raw")).containsText("  \"a\": [\n    1,");
    assertThat(page.find("#count-events")).hasText("1");
    assertThat(page.find("#answer-status")).containsText("200");
    assertThat(page.frames("heartbeat").first()).isVisible();
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void privateEvent_isShownToTheTokenThatMaySeeIt(Tab tab) {
    WorkbenchPage page = WorkbenchPage.open(tab, server);
    page.find("#sub-token").fill(Tokens.subscriber(topic));
    page.subscribe(topic);
    page.find("#pub-private").check();
    page.publish(topic, "a secret", Tokens.publisher("*"));

    assertThat(page.frames("a secret")).hasCount(1);
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void lastEventId_thatTheHubDoesNotKnow_isToldAsAGap(Tab tab) {
    String first = new Publisher(server).publish(topic, "first");
    new Publisher(server).publish(topic, "second");
    WorkbenchPage page = WorkbenchPage.open(tab, server);
    page.find("#sub-last-id").fill(first);
    page.subscribe(topic);
    assertThat(page.frames("second")).hasCount(1);
    assertThat(page.frames("first")).hasCount(0);
    assertThat(page.find("#answer-gap")).isHidden();

    page.find("#sub-last-id").fill("unknown");
    page.find("#sub-start").click();
    assertThat(page.find("#answer-gap")).isVisible();
    assertThat(page.frames("first")).hasCount(1);
  }

  @Test
  void refusals_areToldInTheHubsWords(Tab tab) {
    WorkbenchPage page = WorkbenchPage.open(tab, server);
    page.publish(topic, "x", "");
    assertThat(page.find("#pub-error")).containsText("401");
    page.publish(topic, "x", Tokens.publisher("another"));
    assertThat(page.find("#pub-error")).containsText("403");

    page.find("#sub-start").click();
    assertThat(page.find("#sub-error")).not().isEmpty();
    page.find("#sub-topics").fill(topic);
    page.find("#sub-token").fill("nonsense");
    page.find("#sub-start").click();
    assertThat(page.find("#state")).hasAttribute("data-state", "refused");
    assertThat(page.find("#answer-problem")).containsText("401");
  }

  @Test
  void list_isPausedFilteredAndCleared(Tab tab) {
    WorkbenchPage page = WorkbenchPage.open(tab, server);
    page.subscribe(topic);
    new Publisher(server).publish(topic, "apples");
    assertThat(page.frames("apples")).hasCount(1);
    page.find("#pause").click();
    new Publisher(server).publish(topic, "pears");
    assertThat(page.find("#count-events")).hasText("2");
    assertThat(page.frames("pears")).hasCount(0);
    page.find("#pause").click();
    assertThat(page.frames("pears")).hasCount(1);

    page.find("#filter").fill("PEARS");
    assertThat(page.frames("apples")).hasCount(0);
    page.find("#filter").fill("");
    page.find("#clear").click();
    assertThat(page.frames("pears")).hasCount(0);
    assertThat(page.find("#count-events")).hasText("0");
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void token_isReadInWords(Tab tab) {
    WorkbenchPage page = WorkbenchPage.open(tab, server);
    page.find("#token-text")
        .fill(Tokens.of("{\"freshet\":{\"admin\":true},\"mercure\":{\"publish\":[\"a\",\"b\"]}}"));
    Locator words = page.find("#token-words");
    assertThat(words).containsText("May publish to a and b");
    assertThat(words).containsText("May see no private events");
    assertThat(words).containsText("Administrator");
    assertThat(words).containsText("Does not expire");

    page.find("#token-text").fill(Tokens.of("{\"exp\":1000000000}"));
    assertThat(words).containsText("Expired");
    page.find("#token-text").fill("a.b");
    assertThat(page.find("#token-error")).not().isEmpty();
    assertThat(page.find("#token-read")).isHidden();
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void subscriptions_areWatchedAsTheyComeAndGo(Tab tab) {
    WorkbenchPage page = WorkbenchPage.open(tab, server);
    page.find("#sub-token").fill(Tokens.subscriber("*"));
    page.find("#watch-toggle").click();
    assertThat(page.find("#watch-scroll")).isVisible();
    page.subscribe(topic);
    assertThat(page.find("#watched")).containsText(topic);
    page.find("#sub-stop").click();
    // The hub finds out by its heartbeats.
    assertThat(page.find("#watched"))
        .not()
        .containsText(topic, new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void forms_areRememberedWithoutTokens(Tab tab) {
    WorkbenchPage page = WorkbenchPage.open(tab, server);
    page.find("#sub-topics").fill(topic);
    page.find("#pub-data").fill("kept");
    page.find("#sub-token").fill(Tokens.subscriber("*"));
    tab.page().reload();
    assertThat(page.find("#sub-topics")).hasValue(topic);
    assertThat(page.find("#pub-data")).hasValue("kept");
    assertThat(page.find("#sub-token")).hasValue("");
    Object stored = tab.page().evaluate("JSON.stringify({...sessionStorage, ...localStorage})");
    assertThat(String.valueOf(stored)).contains(topic).doesNotContain("eyJ");
  }
}
