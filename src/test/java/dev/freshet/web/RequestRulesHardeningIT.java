package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawAnswer;
import dev.freshet.testing.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that come no further than the first filter: odd methods, odd hosts, odd forms. */
@ExtendWith(SharedServer.class)
class RequestRulesHardeningIT {
  private static final String EMPTY = "Content-Length: 0";

  private static void assertRefused(RawAnswer answer, int status) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.header("content-security-policy")).isNotEmpty();
    assertThat(answer.body()).contains("\"status\":" + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "CONNECT", "OPTIONS", "TRACE", "QUERY"})
  void method_thatAPageDoesNotHave_is405WithAllow(String method, FreshetServer server) {
    for (String target : new String[] {"/", "/signin.xhtml", "/market.xhtml"}) {
      RawAnswer answer = RawAnswer.to(server, method, target, EMPTY);
      assertRefused(answer, 405);
      assertThat(answer.header("allow")).isEqualTo("GET, HEAD, POST");
    }
    for (String target : new String[] {"/assets/main.js", "/nothing", "/WEB-INFO"}) {
      RawAnswer answer = RawAnswer.to(server, method, target, EMPTY);
      assertRefused(answer, 405);
      assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROPFIND", "TRACK", "FOO", "get"})
  void method_thatIsUnknown_is501OnPages_and405AtDoors(String method, FreshetServer server) {
    assertRefused(RawAnswer.to(server, method, "/", EMPTY), 501);
    assertRefused(RawAnswer.to(server, method, "/assets/main.js", EMPTY), 501);
    assertRefused(RawAnswer.to(server, method, "/api/status", EMPTY), 405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/metrics", "/openapi", "/assets"})
  void trace_ofWhatTheServerAdds_is405(String target, FreshetServer server) {
    RawAnswer answer = RawAnswer.to(server, "TRACE", target, "Cookie: secret=1");

    assertRefused(answer, 405);
    assertThat(answer.body()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/status", "/.well-known/mercure", "/stream"})
  void trace_atADoor_is405AndRepeatsNothing(String target, FreshetServer server) {
    RawAnswer answer = RawAnswer.to(server, "TRACE", target, "Cookie: secret=1");

    assertRefused(answer, 405);
    assertThat(answer.header("allow")).contains("GET");
    assertThat(answer.body()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost\r\nHost: localhost",
        "Host: localhost\r\nHost: evil.example",
        "Host: a b",
        "Host: user@localhost",
        "Host: localhost/x",
        "Host: localhost:abc",
        "Host: localhost:123456",
        "Host: localhost, evil.example",
        "Host: [::1",
        "Host: %6c",
        "Host: <script>"
      })
  void host_thatIsMalformedOrThereTwice_is400(String header, FreshetServer server) {
    for (String target : new String[] {"/", "/api/status", "/nothing", "/assets"}) {
      assertRefused(RawAnswer.raw(server.port(), "GET " + target + " HTTP/1.1", header), 400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "hub.example.com:8443", "192.0.2.1", "[2001:db8::1]:80", "HUB"})
  void host_ofAnyName_isTakenWhereNoneAreSet(String host, FreshetServer server) {
    assertThat(RawAnswer.raw(server.port(), "GET / HTTP/1.1", "Host: " + host).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data, 415",
    "multipart/form-data; boundary=x, 415",
    "text/plain, 415",
    "application/xml, 415"
  })
  void formOfAnotherType_isRefused(String type, int status, FreshetServer server) {
    assertRefused(
        RawAnswer.withBody(
            server,
            "<x/>",
            "POST /signin.xhtml HTTP/1.1",
            "Host: localhost",
            "Content-Type: " + type),
        status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stateless", "x", "1:2", "", "%00", "-1:-1", "rO0ABXNyABE"})
  void formWithAStateThatIsNone_isShownAgain(String state, FreshetServer server) {
    RawAnswer answer =
        RawAnswer.withBody(
            server,
            "enter=enter&jakarta.faces.ViewState=" + state,
            "POST /signin.xhtml HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/x-www-form-urlencoded");

    assertThat(answer.status()).as(answer.body()).isIn(200, 303);
    assertThat(answer.header("location")).isIn("", "/signin.xhtml?expired=true");
  }

  @Test
  void formThatCannotBeDecoded_isRefused(FreshetServer server) {
    assertRefused(
        RawAnswer.withBody(
            server,
            "enter=enter&jakarta.faces.ViewState=%zz",
            "POST /signin.xhtml HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/x-www-form-urlencoded"),
        400);
  }
}
