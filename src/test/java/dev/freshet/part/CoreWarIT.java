package dev.freshet.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A WAR without the showcases, as the profile {@code core} builds it. */
class CoreWarIT {
  private static final String SHOWCASE = "WEB-INF/classes/dev/freshet/showcase/";
  private static final List<String> PAGES = List.of("market.xhtml", "social.xhtml", "uptime.xhtml");

  @TempDir private static Path folder;
  private static FreshetServer server;

  @BeforeAll
  static void start() throws IOException {
    Path war = folder.resolve("core.war");
    try (InputStream in = Files.newInputStream(Path.of(System.getProperty("freshet.war")));
        OutputStream out = Files.newOutputStream(war)) {
      copyWithoutShowcases(in, out);
    }
    server = FreshetServer.ofWar(war, Map.of());
  }

  private static void copyWithoutShowcases(InputStream from, OutputStream to) throws IOException {
    ZipInputStream in = new ZipInputStream(from);
    ZipOutputStream out = new ZipOutputStream(to);
    int left = 0;
    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (entry.getName().startsWith(SHOWCASE) || PAGES.contains(entry.getName())) {
        left++;
        continue;
      }
      out.putNextEntry(new ZipEntry(entry.getName()));
      in.transferTo(out);
      out.closeEntry();
    }
    out.finish();
    assertThat(left).isGreaterThan(PAGES.size());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void hub_deliversAndReplays() {
    String topic = "core";
    String first = new Publisher(server).publish(topic, "1");
    try (RawStream stream =
        RawStream.open(
            server.uri("/.well-known/mercure?topic=core"), Map.of("Last-Event-ID", first))) {
      await().until(() -> stream.comments() > 0);
      assertThat(new Publisher(server).publish(topic, "2")).isNotEmpty();
      await().until(() -> stream.data().equals(List.of("2")));
    }
    try (RawStream again =
        RawStream.open(
            server.uri("/.well-known/mercure?topic=core"), Map.of("Last-Event-ID", first))) {
      await().until(() -> again.data().equals(List.of("2")));
    }
  }

  @Test
  void status_isUp() {
    await().until(() -> Status.of(server).text("status").equals("up"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/market.xhtml", "/social.xhtml", "/uptime.xhtml", "/api/market", "/api/uptime"})
  void whatIsLeftOut_isNotFound(String path) {
    assertThat(Publisher.get(server.uri(path)).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/schedules.xhtml", "/workbench.xhtml", "/compare.xhtml"})
  void page_isThere_andLinksOnlyToOthersThatAre(String path) {
    assertThat(Publisher.get(server.uri(path)).body())
        .contains("/workbench.xhtml", "</html>")
        .doesNotContain("/market.xhtml", "/social.xhtml", "/uptime.xhtml");
  }

  @Test
  void log_hasNoException() {
    assertThat(server.output()).noneMatch(line -> line.contains("Exception"));
  }
}
