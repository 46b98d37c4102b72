package dev.freshet.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.SignInForm;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server keeps nothing of those who have not signed in. */
@ExtendWith(SharedServer.class)
class SignInHardeningIT {
  private static final String FORM = "application/x-www-form-urlencoded";

  private static HttpResponse<String> post(FreshetServer server, String form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/signin.xhtml"))
            .header("Content-Type", FORM)
            .header("X-Forwarded-For", "192.0.2.77")
            .POST(BodyPublishers.ofString(form));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return Publisher.send(request);
  }

  private static String origin(FreshetServer server) {
    return "http://localhost:" + server.port();
  }

  @Test
  void page_thatIsLookedAt_beginsNoSession(FreshetServer server) {
    HttpResponse<String> page =
        Publisher.send(HttpRequest.newBuilder(server.uri("/signin.xhtml?from=/")));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void wrongPassword_beginsNoSession(FreshetServer server) {
    HttpResponse<String> answer = new SignInForm(server, "/", "192.0.2.78").enter("admin", "no");

    assertThat(answer.body()).contains("name or the password is wrong");
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "password", "from", "own", "jakarta.faces.ViewState", "x"})
  void form_withAFieldThatIsTooLarge_isRefused(String field, FreshetServer server) {
    String form = "enter=enter&go=go&name=admin&" + field + "=" + "x".repeat(2_000_000);

    HttpResponse<String> answer = post(server, form, "Origin", origin(server));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%zz", "a=%", "a=%FF", "%C3=1"})
  void form_thatCannotBeDecoded_isRefused(String form, FreshetServer server) {
    assertThat(post(server, form, "Origin", origin(server)).statusCode()).isEqualTo(400);
  }

  @Test
  void form_ofAPageOfOthers_isRefused_whateverThePassword(FreshetServer server) {
    String form =
        "enter=enter&go=go&name=admin&jakarta.faces.ViewState=stateless&password="
            + SignInForm.PASSWORD;
    List<HttpResponse<String>> answers =
        List.of(
            post(server, form),
            post(server, form, "Origin", "https://evil.example"),
            post(server, form, "Origin", "null"));

    for (HttpResponse<String> answer : answers) {
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("sent by another page");
      assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }
    assertThat(post(server, form, "Origin", origin(server)).statusCode()).isEqualTo(303);
  }

  @Test
  void session_thatSomebodyHasPlanted_isNotTheOneThatIsSignedIn(FreshetServer server) {
    String planted = "JSESSIONID=0123456789abcdef0123456789ab";
    String form =
        "enter=enter&go=go&name=admin&jakarta.faces.ViewState=stateless&password="
            + SignInForm.PASSWORD;

    HttpResponse<String> answer = post(server, form, "Origin", origin(server), "Cookie", planted);

    assertThat(answer.statusCode()).isEqualTo(303);
    HttpRequest.Builder schedules =
        HttpRequest.newBuilder(server.uri("/api/schedules")).header("Cookie", planted);
    assertThat(Publisher.send(schedules).statusCode()).isEqualTo(401);
  }
}
