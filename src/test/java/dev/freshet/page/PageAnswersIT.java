package dev.freshet.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.SharedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers when a browser loads the page. */
@ExtendWith(SharedServer.class)
class PageAnswersIT {
  private static final Pattern PRELOAD =
      Pattern.compile("<link rel=\"modulepreload\"[^>]* href=\"/assets/([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void page_opened_startsNoSession(FreshetServer server) throws Exception {
    HttpResponse<String> answer = get(server, "/");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void page_opened_saysVersionAndRoot(FreshetServer server) throws Exception {
    assertThat(get(server, "/").body())
        .containsPattern("<dd id=\"version\">\\d+\\.\\d+\\.\\d+")
        .contains("data-root=\"/\"")
        .doesNotContain("#{");
  }

  @ParameterizedTest
  @CsvSource({
    "main.js, text/javascript",
    "vendor/uplot/uPlot.esm.js, text/javascript",
    "freshet.css, text/css",
    "freshet.svg, image/svg+xml"
  })
  void asset_loaded_hasItsTypeAndIsRevalidated(String name, String type, FreshetServer server)
      throws Exception {
    HttpResponse<String> first = get(server, "/assets/" + name);
    assertThat(first.headers().firstValue("content-type")).contains(type);
    assertThat(first.headers().firstValue("cache-control")).contains("no-cache");
    String tag = first.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> again = get(server, "/assets/" + name, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void asset_loadedByWhoTakesGzip_isSmallerAndCachesAreTold(FreshetServer server) throws Exception {
    HttpResponse<String> plain = get(server, "/assets/freshet.css");
    HttpResponse<byte[]> packed = getPacked(server, "Accept-Encoding", "br, gzip;q=0.8");

    assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(packed.headers().firstValue("content-type")).contains("text/css");
    assertThat(packed.headers().firstValue("vary")).contains("Accept-Encoding");
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(new String(unpacked.readAllBytes(), UTF_8)).isEqualTo(plain.body());
    }
    assertThat(plain.headers().map()).doesNotContainKey("content-encoding");
    assertThat(getPacked(server, "Accept-Encoding", "gzip;q=0").headers().map())
        .doesNotContainKey("content-encoding");
    String tag = packed.headers().firstValue("etag").orElseThrow();
    assertThat(getPacked(server, "Accept-Encoding", "gzip", "If-None-Match", tag).statusCode())
        .isEqualTo(304);
  }

  private HttpResponse<byte[]> getPacked(FreshetServer server, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/assets/freshet.css")).headers(headers);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "market.xhtml",
        "social.xhtml",
        "uptime.xhtml",
        "schedules.xhtml",
        "workbench.xhtml",
        "compare.xhtml",
        "signin.xhtml"
      })
  void page_opened_namesEachModuleThatItsScriptImports(String page, FreshetServer server)
      throws Exception {
    List<String> preloaded =
        PRELOAD
            .matcher(get(server, "/" + page).body())
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(preloaded).isNotEmpty().doesNotHaveDuplicates();
    for (String module : preloaded) {
      HttpResponse<String> answer = get(server, "/assets/" + module);
      assertThat(answer.statusCode()).as(module).isEqualTo(200);
      assertThat(preloaded).as(module).containsAll(Modules.importsIn(module, answer.body()));
    }
  }

  private HttpResponse<String> get(FreshetServer server, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path)).version(HttpClient.Version.HTTP_1_1);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
