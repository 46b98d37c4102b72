package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawAnswer;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.SignInForm;
import dev.freshet.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the passive rules of ZAP's baseline scan look for, on answers of every kind. */
@ExtendWith(SharedServer.class)
class ScannerHardeningIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String NO_HEADER = "X-Nothing: x";
  private static final Path PAGES = Path.of("src", "main", "webapp");

  static Stream<String> targets() {
    return Stream.of(
        "/",
        "/index.xhtml",
        "/market.xhtml",
        "/social.xhtml",
        "/uptime.xhtml",
        "/schedules.xhtml",
        "/workbench.xhtml",
        "/compare.xhtml",
        "/signin.xhtml",
        "/assets/main.js",
        "/assets/freshet.css",
        "/assets/freshet.svg",
        "/assets",
        "/assets/",
        "/assets/nothing.js",
        "/WEB-INF",
        "/WEB-INF/",
        "/WEB-INF/web.xml",
        "/WEB-INF/error",
        "/web-inf/web.xml",
        "/WEB-INF%2fweb.xml",
        "/META-INF/MANIFEST.MF",
        "/nothing",
        "/nothing.xhtml",
        "/nothing/<script>",
        "/favicon.ico",
        "/robots.txt",
        "/jakarta.faces.resource/nothing",
        "/jakarta.faces.resource/faces.js.xhtml?ln=jakarta.faces",
        "/api",
        "/api/nothing",
        "/api/status",
        "/api/session",
        "/api/schedules",
        "/stream/nothing",
        "/.well-known",
        HUB,
        HUB + "/nothing",
        HUB + "/subscriptions",
        "/health",
        "/metrics");
  }

  private static void assertHardened(RawAnswer answer) {
    assertThat(answer.status()).isBetween(200, 505).isNotEqualTo(500);
    assertThat(answer.header("content-security-policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe", "*", "data:", "http:");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
    assertThat(answer.header("referrer-policy")).isEqualTo("same-origin");
    assertThat(answer.header("permissions-policy")).contains("camera=()", "geolocation=()");
    assertThat(answer.header("cross-origin-opener-policy")).isEqualTo("same-origin");
    assertThat(answer.header("cross-origin-embedder-policy")).isEqualTo("require-corp");
    assertThat(answer.header("cross-origin-resource-policy")).isEqualTo("same-origin");
    assertThat(answer.headers())
        .doesNotContainKeys("server", "x-powered-by", "strict-transport-security");
    assertThat(answer.header("cache-control")).doesNotContain(" AND ");
    assertThat(answer.reason() + answer.body())
        .doesNotContainIgnoringCase("payara")
        .doesNotContainIgnoringCase("glassfish")
        .doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @MethodSource("targets")
  void answer_toGet_hasTheHeadersAndNamesNoServer(String target, FreshetServer server) {
    RawAnswer answer = RawAnswer.to(server, "GET", target, NO_HEADER);
    if (target.equals("/metrics")) {
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    } else {
      assertHardened(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/nothing.xhtml", "/WEB-INF/web.xml", "/assets/nothing.js"})
  void error_isAPageForBrowsers_andAProblemForOthers(String target, FreshetServer server) {
    RawAnswer page = RawAnswer.to(server, "GET", target, "Accept: text/html,*/*;q=0.8");
    RawAnswer problem = RawAnswer.to(server, "GET", target, "Accept: */*");

    assertHardened(page);
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.header("content-type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.body()).contains("<h1>404 Not Found</h1>").doesNotContain(target);
    assertHardened(problem);
    assertThat(problem.status()).isEqualTo(404);
    assertThat(problem.header("content-type")).isEqualTo("application/problem+json");
    assertThat(problem.header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void folders_areNotThere_andNobodyIsSentElsewhere(FreshetServer server) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.walk(PAGES)) {
      folders = all.filter(Files::isDirectory).filter(one -> !one.equals(PAGES)).toList();
    }
    assertThat(folders).isNotEmpty();
    for (Path folder : folders) {
      String target = "/" + PAGES.relativize(folder).toString().replace('\\', '/');
      RawAnswer answer =
          RawAnswer.raw(server.port(), "GET " + target + " HTTP/1.1", "Host: evil.example");
      assertHardened(answer);
      assertThat(answer.status()).as(target).isEqualTo(404);
      assertThat(answer.headers()).doesNotContainKey("location");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/faces/signin.xhtml", "/signin.faces", "/signin.jsf", "/faces", "/faces/"})
  void page_atAnotherAddressOfFaces_isNotThere(String target, FreshetServer server) {
    RawAnswer answer = RawAnswer.to(server, "GET", target, NO_HEADER);

    assertHardened(answer);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/signin.xhtml", "/api/session", "/api/schedules", "/api/status", HUB})
  void answer_thatDependsOnASession_isNotStored(String target, FreshetServer server) {
    assertThat(RawAnswer.to(server, "GET", target, NO_HEADER).header("cache-control"))
        .isEqualTo("no-store");
  }

  @Test
  void page_isNotStored_onceSomebodyHasSignedIn(FreshetServer server) {
    SignInForm form = new SignInForm(server, "/", "192.0.2.77");
    assertThat(form.enter("admin", SignInForm.PASSWORD).statusCode()).isEqualTo(303);

    assertThat(RawAnswer.to(server, "GET", "/", "Cookie: " + form.cookie()).header("cache-control"))
        .isEqualTo("no-store");
    assertThat(RawAnswer.to(server, "GET", "/", NO_HEADER).header("cache-control"))
        .isEqualTo("private, no-cache");
  }

  @ParameterizedTest
  @CsvSource({"https, max-age=31536000", "HTTPS, max-age=31536000", "http, ''", "httpss, ''"})
  void transportSecurity_isDemanded_whereAProxySaysTls(
      String scheme, String header, FreshetServer server) {
    for (String target : List.of("/", "/api/status", "/nothing", "/WEB-INF/web.xml")) {
      RawAnswer answer = RawAnswer.to(server, "GET", target, "X-Forwarded-Proto: " + scheme);

      assertThat(answer.header("strict-transport-security")).as(target).isEqualTo(header);
    }
  }

  @Test
  void location_ofWhatWasMade_hasNoHost(FreshetServer server) {
    String schedule =
        "{\"id\":\"scanner\",\"topics\":[\"scanner\"],\"payload\":{\"text\":\"x\"},"
            + "\"trigger\":{\"cron\":\"0 0 0 1 1 *\"}}";
    RawAnswer answer =
        RawAnswer.withBody(
            server,
            schedule,
            "POST /api/schedules HTTP/1.1",
            "Host: evil.example",
            "Content-Type: application/json",
            "Authorization: Bearer " + Tokens.administrator());

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.header("location")).isEqualTo("/api/schedules/scanner");
    assertThat(
            RawAnswer.to(
                    server,
                    "DELETE",
                    "/api/schedules/scanner",
                    "Authorization: Bearer " + Tokens.administrator())
                .status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/;jsessionid=x",
        "/signin.xhtml;jsessionid=x",
        "/signin.xhtml;jsessionid=",
        "/signin.xhtml;jsessionid=%zz",
        "/signin.xhtml;jsessionid=../../x",
        "/signin.xhtml;jsessionid=x;jsessionid=y",
        "/api/session;jsessionid=x"
      })
  void sessionInThePath_isIgnored(String target, FreshetServer server) {
    RawAnswer answer = RawAnswer.to(server, "GET", target, NO_HEADER);

    assertHardened(answer);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("jsessionid");
  }
}
