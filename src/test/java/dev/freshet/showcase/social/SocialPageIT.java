package dev.freshet.showcase.social;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import dev.freshet.testing.Tokens;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People post, answer, like, follow and delete. */
@ExtendWith({InChromium.class, SharedServer.class})
class SocialPageIT {
  private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);

  private static Tab second(Tab tab) {
    Browser browser = tab.page().context().browser();
    return new Tab(browser.newContext());
  }

  @Test
  void post_isSeenByOthersAtOnce_andGoesAgain(Tab tab, FreshetServer server) {
    SocialPage ada = SocialPage.joined(tab, server);
    try (Tab other = second(tab)) {
      SocialPage bob = SocialPage.joined(other, server);
      Locator own = ada.post("hello #" + tag);
      Locator seen = bob.card("hello #" + tag);
      assertThat(seen).isVisible();
      assertThat(seen.locator(".remove")).isHidden();

      SocialPage.press(seen, ".like");
      assertThat(seen.locator(".like")).hasAttribute("aria-pressed", "true");
      assertThat(own.locator(".likes")).hasText("1");
      SocialPage.press(seen, ".reply");
      bob.post("an answer " + tag);
      assertThat(ada.card("an answer " + tag).locator(".parent")).isVisible();

      SocialPage.press(own, ".remove");
      assertThat(seen).isHidden();
      assertThat(own).isHidden();
      assertThat(other.messages()).isEmpty();
    }
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void follower_seesWhatIsFollowed_andNothingElse(Tab tab, FreshetServer server) {
    SocialPage ada = SocialPage.joined(tab, server);
    try (Tab other = second(tab)) {
      SocialPage bob = SocialPage.joined(other, server);
      Locator card = ada.post("one " + tag);
      assertThat(card).isVisible();
      SocialPage.press(bob.card("one " + tag), ".follow");
      assertThat(bob.card("one " + tag).locator(".follow")).hasText("Following");
      bob.find("#show-followed").click();
      assertThat(bob.find("#posts-title")).hasText("What you follow");
      assertThat(bob.find("#posts > li")).hasCount(1);

      ada.post("two " + tag);
      assertThat(bob.card("two " + tag)).isVisible();
      bob.page().reload();
      assertThat(bob.find("#compose")).isVisible();
      assertThat(bob.card("two " + tag).locator(".follow")).hasText("Following");
    }
  }

  @Test
  void tag_clicked_showsItsPostsOnly(Tab tab, FreshetServer server) {
    SocialPage ada = SocialPage.joined(tab, server);
    ada.post("tagged #" + tag);
    ada.post("other " + tag);
    SocialPage.press(ada.card("tagged #" + tag), ".link");
    assertThat(ada.find("#posts > li")).hasCount(1);
    assertThat(ada.find("#show-one")).hasText("#" + tag);

    ada.find("#follow").click();
    assertThat(ada.find("#follow")).hasText("Unfollow");
    ada.find("#show-all").click();
    assertThat(ada.card("other " + tag)).isVisible();
  }

  @Test
  void newPosts_whileOneReads_waitAbove(Tab tab, FreshetServer server) {
    tab.page().setViewportSize(800, 400);
    SocialPage reader = SocialPage.open(tab, server);
    try (Tab other = second(tab)) {
      SocialPage ada = SocialPage.joined(other, server);
      for (int i = 0; i < 6; i++) {
        ada.post("old " + i + " " + tag);
      }
      assertThat(reader.card("old 5 " + tag)).isVisible();
      tab.page()
          .evaluate("() => document.getElementById('posts').lastElementChild.scrollIntoView()");
      ada.post("new 1 " + tag);
      ada.post("new 2 " + tag);
      assertThat(reader.find("#fresh")).hasText("2 new");
      assertThat(reader.card("new 2 " + tag)).isHidden();

      reader.find("#fresh").click();
      assertThat(reader.card("new 2 " + tag)).isVisible();
      assertThat(reader.find("#fresh")).isHidden();
    }
  }

  @Test
  void manyPostsAtOnce_waitAbove_evenIfNobodyReads(Tab tab, FreshetServer server) {
    SocialPage reader = SocialPage.open(tab, server);
    String flood =
        IntStream.range(0, 40)
            .mapToObj(nth -> "flood-%s-%02d".formatted(tag, nth))
            .map(SocialPageIT::line)
            .collect(Collectors.joining("\n"));
    HttpRequest.Builder batch =
        HttpRequest.newBuilder(server.uri("/.well-known/mercure"))
            .header("Authorization", "Bearer " + Tokens.publisher("*"))
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(flood));
    assertThat(Publisher.send(batch).statusCode()).isEqualTo(200);
    assertThat(reader.find("#fresh")).hasText(Pattern.compile("^[1-9][0-9] new$"));

    reader.find("#fresh").click();
    assertThat(reader.card("flood-" + tag + "-00")).isVisible();
    assertThat(reader.card("flood-" + tag + "-39")).isVisible();
  }

  private static String line(String id) {
    String post =
        Json.createObjectBuilder()
            .add("id", id)
            .add("text", id)
            .add("author", Json.createObjectBuilder().add("id", "flood").add("name", "flood"))
            .add("time", Instant.now().toString())
            .add("links", JsonValue.EMPTY_JSON_ARRAY)
            .build()
            .toString();
    return Json.createObjectBuilder()
        .add("topic", "social/posts")
        .add("type", "post")
        .add("data", post)
        .build()
        .toString();
  }
}
