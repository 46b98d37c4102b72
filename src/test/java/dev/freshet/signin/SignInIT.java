package dev.freshet.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.SignInForm;
import dev.freshet.testing.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session of an administrator gives, and what it does not. */
@ExtendWith(SharedServer.class)
class SignInIT {
  private final FreshetServer server;
  private final String topic = "signin-" + UUID.randomUUID();

  SignInIT(FreshetServer server) {
    this.server = server;
  }

  private SignInForm form(String from) {
    return new SignInForm(server, from, "192.0.2.1");
  }

  private String signIn() {
    SignInForm form = form("/");
    assertThat(form.enter("admin", SignInForm.PASSWORD).statusCode()).isEqualTo(303);
    return form.cookie();
  }

  private HttpResponse<String> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, BodyPublishers.ofString("topic=" + topic + "&data=x&private=on"));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return Publisher.send(request);
  }

  private String origin() {
    return "http://localhost:" + server.port();
  }

  @ParameterizedTest
  @CsvSource({
    "/schedules.xhtml, /schedules.xhtml",
    "//evil.example, /",
    "https://evil.example, /",
    "/\\evil.example, /"
  })
  void password_leadsBackToAPageOfOurs_andToNoOther(String from, String to) {
    HttpResponse<String> answer = form(from).enter("admin", SignInForm.PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains(to);
  }

  @Test
  void cookieOfASession_isForOurPagesOnly() {
    SignInForm form = form("/");
    HttpResponse<String> answer = form.enter("admin", SignInForm.PASSWORD);

    assertThat(answer.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .containsIgnoringCase("; HttpOnly")
                    .containsIgnoringCase("; SameSite=Strict"));
    assertThat(send("GET", "/api/schedules", "Cookie", form.cookie()).statusCode()).isEqualTo(200);
  }

  @Test
  void wrongPasswords_areRefused_andThenNoneIsLookedAt() {
    SignInForm form = new SignInForm(server, "/", "192.0.2.2");
    for (int i = 0; i < Attempts.FROM_ONE; i++) {
      assertThat(form.enter("admin", "wrong").body()).contains("name or the password is wrong");
    }

    assertThat(form.enter("admin", SignInForm.PASSWORD).body())
        .contains("Too many tries. Try again in ");
    assertThat(signIn()).isNotEmpty();
  }

  @Test
  void knownBrowser_whileOthersGuessFromItsNetwork_stillSignsIn() {
    SignInForm before = new SignInForm(server, "/", "192.0.2.3");
    HttpResponse<String> answer = before.enter("admin", SignInForm.PASSWORD);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("freshet-browser=")
                    .contains("; Path=/signin.xhtml;", "; HttpOnly", "; SameSite=Strict")
                    .doesNotContain("Secure"));
    SignInForm guessing = new SignInForm(server, "/", "192.0.2.3");
    for (int i = 0; i < Attempts.FROM_ONE; i++) {
      HttpResponse<String> unused = guessing.enter("admin", "wrong");
    }
    assertThat(guessing.enter("admin", SignInForm.PASSWORD).body()).contains("Too many tries.");

    SignInForm known = new SignInForm(server, "/", "192.0.2.3").laterThan(before);

    assertThat(known.enter("admin", SignInForm.PASSWORD).statusCode()).isEqualTo(303);
    for (int i = 0; i < Attempts.FROM_ONE; i++) {
      SignInForm again = new SignInForm(server, "/", "192.0.2.4").laterThan(before);
      assertThat(again.enter("admin", "wrong").body()).contains("password is wrong");
    }
    SignInForm again = new SignInForm(server, "/", "192.0.2.5").laterThan(before);
    assertThat(again.enter("admin", SignInForm.PASSWORD).body()).contains("Too many tries.");
  }

  @Test
  void form_withoutItsState_isShownAnew() {
    HttpResponse<String> answer =
        Publisher.send(
            HttpRequest.newBuilder(server.uri("/signin.xhtml"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "enter=enter&name=admin&go=go&jakarta.faces.ViewState=1:1&password="
                            + SignInForm.PASSWORD)));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/signin.xhtml?expired=true");
  }

  @Test
  void withoutSession_theApiRefusesByItself() {
    HttpResponse<String> answer = send("GET", "/api/schedules");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void session_withWhatOtherPagesSend_isRefused() {
    String cookie = signIn();
    List<String> doors = List.of("/api/schedules/none/run", "/.well-known/mercure");

    for (String door : doors) {
      assertThat(send("POST", door, "Cookie", cookie).statusCode()).isEqualTo(403);
      String[] evil = {"Cookie", cookie, "Origin", "https://evil.example"};
      assertThat(send("POST", door, evil).statusCode()).isEqualTo(403);
    }
    String[] own = {"Cookie", cookie, "Origin", origin()};
    assertThat(send("POST", doors.get(0), own).statusCode()).isEqualTo(404);
    assertThat(send("POST", doors.get(1), own).statusCode()).isEqualTo(200);
  }

  @Test
  void session_isNothing_toPagesOfOthers() {
    String[] headers = {"Cookie", signIn(), "Origin", "https://friend.example"};

    assertThat(send("GET", "/api/schedules", headers).statusCode()).isEqualTo(401);
  }

  @Test
  void tokenThatIsShown_wins() {
    String[] headers = {"Cookie", signIn(), "Authorization", "Bearer " + Tokens.publisher("x")};

    assertThat(send("GET", "/api/schedules", headers).statusCode()).isEqualTo(403);
  }

  @Test
  void streamOfASession_seesPrivateEvents_andEndsWithIt() {
    String cookie = signIn();
    try (RawStream stream =
        RawStream.open(
            server.uri("/.well-known/mercure?topic=" + topic), Map.of("Cookie", cookie))) {
      await().until(() -> stream.comments() > 0);
      String[] own = {"Cookie", cookie, "Origin", origin()};
      assertThat(send("POST", "/.well-known/mercure", own).statusCode()).isEqualTo(200);
      await().until(() -> stream.data().equals(List.of("x")));

      assertThat(send("POST", "/api/session/end", "Cookie", cookie).statusCode()).isEqualTo(403);
      assertThat(stream.isDone()).isFalse();
      assertThat(send("POST", "/api/session/end", own).statusCode()).isEqualTo(303);
      await().atMost(Duration.ofSeconds(5)).until(stream::isDone);
      assertThat(send("GET", "/api/schedules", "Cookie", cookie).statusCode()).isEqualTo(401);
    }
  }
}
