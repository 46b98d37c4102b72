package dev.freshet.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.freshet.testing.AccessChecks;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SignInForm;
import dev.freshet.testing.Tab;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A hub that starts for the first time. */
@ExtendWith(InChromium.class)
class FirstSignInIT {
  private static final String OWN = "one of my own";
  private static final Pattern PRINTED = Pattern.compile("password for the first time: (\\S+)");

  private static List<String> printed(FreshetServer server) {
    return server.output().stream()
        .flatMap(line -> PRINTED.matcher(line).results())
        .map((MatchResult result) -> result.group(1))
        .toList();
  }

  private static SignInForm form(FreshetServer server) {
    return new SignInForm(server, "/", "192.0.2.1");
  }

  private static int schedules(FreshetServer server, SignInForm form) {
    return Publisher.send(
            HttpRequest.newBuilder(server.uri("/api/schedules")).header("Cookie", form.cookie()))
        .statusCode();
  }

  private static void awaitEndOfStream(FreshetServer server, SignInForm form) {
    try (RawStream stream =
        RawStream.open(
            server.uri("/.well-known/mercure?topic=x"), Map.of("Cookie", form.cookie()))) {
      await().atMost(Duration.ofSeconds(30)).until(stream::isDone);
    }
  }

  /** The step of the form that no hub shows twice. */
  private static List<String> violationsWhereOneIsChosen(
      Tab tab, FreshetServer server, String first) {
    Page page = tab.page();
    page.navigate(server.uri("/signin.xhtml").toString());
    page.locator("#name").fill("admin");
    page.locator("#password").fill(first);
    page.locator("#go").click();
    page.locator("#own").waitFor();
    return Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
        .flatMap(
            scheme -> {
              AccessChecks.emulate(tab, scheme);
              return AccessChecks.violations(tab).stream();
            })
        .toList();
  }

  @Test
  void printedPassword_isOnlyForChoosingOne_andSessionEndsWhenItIsNotUsed(
      @TempDir Path data, Tab tab) {
    Map<String, String> settings = Map.of("FRESHET_DATA", data.toString(), "FRESHET_SESSION", "8s");
    try (FreshetServer server = FreshetServer.start(settings)) {
      await().until(() -> printed(server).size() == 1);
      String first = printed(server).get(0);
      SignInForm form = form(server);
      assertThat(form.enter("admin", first).body()).contains("Choose a password");
      assertThat(violationsWhereOneIsChosen(tab, server, first)).isEmpty();
      assertThat(schedules(server, form)).isEqualTo(401);
      String before = form.cookie();
      assertThat(form.choose("short", "short").body()).contains("12 to 200 characters");
      assertThat(form.choose(OWN, "another one").body()).contains("not the same");
      assertThat(schedules(server, form)).isEqualTo(401);
      assertThat(form.choose(OWN, OWN).statusCode()).isEqualTo(303);
      assertThat(schedules(server, form)).isEqualTo(200);
      assertThat(form.cookie()).isNotEqualTo(before);

      awaitEndOfStream(server, form);
      assertThat(schedules(server, form)).isEqualTo(401);
      assertThat(form(server).enter("admin", first).body()).contains("password is wrong");

      server.stop();
      server.restart();
      HttpResponse<String> again = form(server).enter("admin", OWN);
      assertThat(again.statusCode()).isEqualTo(303);
      assertThat(printed(server)).containsExactly(first);
    }
  }
}
