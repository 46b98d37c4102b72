package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.SignInForm;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cookies browsers may send over TLS only, where a proxy of ours ends TLS. */
@ExtendWith(SharedServer.class)
class SecureCookiesIT {
  private static final String PROTO = "X-Forwarded-Proto";

  private static List<String> cookies(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Only the right password begins a session. */
  private static HttpResponse<String> signedIn(FreshetServer server, String proto) {
    SignInForm form = new SignInForm(server, "/", "192.0.2.77", Map.of(PROTO, proto));
    HttpResponse<String> answer = form.enter("admin", SignInForm.PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(303);
    return answer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "HTTPS", "https, http"})
  void cookiesOfASignIn_behindTls_areSecure(String proto, FreshetServer server) {
    List<String> cookies = cookies(signedIn(server, proto));

    assertThat(cookies).anyMatch(cookie -> cookie.startsWith("jsessionid="));
    assertThat(cookies)
        .allMatch(cookie -> cookie.matches(".*; ?secure(;.*)?"))
        .allMatch(cookie -> cookie.contains("httponly"))
        .allMatch(cookie -> cookie.contains("samesite=strict"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "", "httpsx", "http, https"})
  void cookiesOfASignIn_behindAProxyWithoutTls_areNot(String proto, FreshetServer server) {
    assertThat(cookies(signedIn(server, proto)))
        .anyMatch(cookie -> cookie.startsWith("jsessionid="))
        .noneMatch(cookie -> cookie.contains("secure"));
  }

  @Test
  void signUp_behindTls_givesASecureCookie(FreshetServer server) {
    HttpResponse<String> answer =
        Publisher.send(
            HttpRequest.newBuilder(server.uri("/api/social/people"))
                .header("Content-Type", "application/json")
                .header("Origin", "http://localhost:" + server.port())
                .header(PROTO, "https")
                .POST(
                    BodyPublishers.ofString(
                        "{\"name\":\"tls" + UUID.randomUUID().toString().substring(0, 8) + "\"}")));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(cookies(answer)).hasSize(1).allMatch(cookie -> cookie.contains("secure"));
  }

  @Test
  void stream_behindTls_opensAsAnyOther(FreshetServer server) {
    String topic = "tls-" + UUID.randomUUID();
    try (RawStream stream =
        RawStream.open(server.uri("/.well-known/mercure?topic=" + topic), Map.of(PROTO, "https"))) {
      await().until(() -> stream.comments() > 0);
      new Publisher(server).publish(topic, "x");
      await().until(() -> stream.data().equals(List.of("x")));
    }
  }
}
