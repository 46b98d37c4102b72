package dev.freshet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.Bystanders;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Heap;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SmallServer;
import dev.freshet.testing.Strangers;
import dev.freshet.testing.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What one stranger, or one publisher, does to a hub with a heap of 256 MB: a hundred other streams
 * go on all the while, and a minute later the heap is where it was.
 */
@ExtendWith(SmallServer.class)
class SmallHeapHardeningIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

  /** What the log, the caches and the feeds may take meanwhile. */
  private static final long GROWTH_BYTES = 24L * 1024 * 1024;

  private final FreshetServer server;

  SmallHeapHardeningIT(FreshetServer server) {
    this.server = server;
  }

  private interface Attack {
    void run(Bystanders others) throws Exception;
  }

  private void surviving(Attack attack) throws Exception {
    try (Bystanders others = Bystanders.of(server)) {
      others.assertUndisturbed();
      long before = Heap.used(server);
      attack.run(others);
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(Heap.used(server)).isLessThan(before + GROWTH_BYTES));
      others.assertUndisturbed();
    }
    assertThat(server.isAlive()).isTrue();
  }

  /** Waits while the bystanders go on. */
  private static void during(Bystanders others, int events) {
    int end = others.published() + events;
    await().atMost(Duration.ofMinutes(1)).until(() -> others.published() >= end);
  }

  private static String head(String method, String path, String headers) {
    return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  }

  private HttpResponse<String> query(String form) {
    return Publisher.send(
        HttpRequest.newBuilder(server.uri(HUB))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .method("QUERY", BodyPublishers.ofString(form)));
  }

  @Test
  void longSelectors_areRefused() throws Exception {
    surviving(
        others -> {
          for (String kind : List.of("topic", "match", "match_exact", "match_urlpattern")) {
            for (int i = 0; i < 4; i++) {
              assertThat(query(kind + "=" + "*a".repeat(1_500_000)).statusCode()).isIn(400, 413);
            }
          }
        });
  }

  @Test
  void streamsOfThousandsOfSelectors_areRefusedBeforeTheHeapIsFull() throws Exception {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      form.append("match_urlpattern=/").append(i).append("/:a/*/:b/*&");
    }
    String request = head("QUERY", HUB, FORM + "Content-Length: " + form.length() + "\r\n") + form;
    surviving(
        others -> {
          try (Strangers strangers = new Strangers(server).send(300, request)) {
            during(others, 20);
            assertThat(strangers.answers()).anyMatch(answer -> answer.contains(" 503 "));
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"application/json, 800", "text/event-stream, 800"})
  void answersThatNobodyReads_takeNoHeap(String type, int connections) throws Exception {
    String topic = "unread-" + type;
    Publisher publisher = new Publisher(server);
    for (int i = 0; i < 4; i++) {
      publisher.publish(topic, Character.toString('a' + i).repeat(700_000));
    }
    String path = HUB + "?lastEventID=earliest&topic=" + topic;
    String request = head("GET", path, "Accept: " + type + "\r\n");
    surviving(
        others -> {
          try (Strangers strangers = new Strangers(server)) {
            Strangers unused = strangers.send(connections, request);
            during(others, 50);
          }
        });
  }

  @Test
  void signInForms_keepNothing() throws Exception {
    String form = "name=" + "x".repeat(2_000_000);
    surviving(
        others -> {
          for (int i = 0; i < 156; i++) {
            HttpResponse<String> answer =
                Publisher.send(
                    HttpRequest.newBuilder(server.uri("/signin.xhtml"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
            assertThat(answer.statusCode()).isIn(413, 503);
          }
        });
  }

  @Test
  void looksAtTheSignInPage_keepNothing() throws Exception {
    surviving(
        others -> {
          for (int i = 0; i < 500; i++) {
            HttpResponse<String> page = Publisher.get(server.uri("/signin.xhtml"));
            assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /.well-known/mercure, true, 205",
    "QUERY, /.well-known/mercure, false, 300",
    "POST, /signin.xhtml, false, 205",
    "POST, /api/session/end, false, 205"
  })
  void slowBodies_takeNoThreadsFromOthers(
      String method, String path, boolean hasToken, int connections) throws Exception {
    String token = hasToken ? "Authorization: Bearer " + Tokens.ofSubject("slow") + "\r\n" : "";
    String request = head(method, path, FORM + token + "Content-Length: 5000\r\n") + "t";
    surviving(
        others -> {
          try (Strangers strangers = new Strangers(server).send(connections, request)) {
            for (int i = 0; i < 10; i++) {
              int unused = strangers.drip('o');
              during(others, 3);
            }
            assertThat(Publisher.get(server.uri("/api/status")).statusCode()).isEqualTo(200);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"lzma", "gzip", "x-gzip", "deflate"})
  void compressedBodies_areNotUnpacked(String encoding) throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] block = new byte[1024 * 1024];
      for (int i = 0; i < 200; i++) {
        gzip.write(block);
      }
    }
    surviving(
        others -> {
          for (String path : List.of(HUB, "/nothing", "/signin.xhtml", "/api/social/people")) {
            for (byte[] body : List.of(bomb.toByteArray(), "topic=e&data=1".getBytes(UTF_8))) {
              HttpResponse<String> answer =
                  Publisher.send(
                      HttpRequest.newBuilder(server.uri(path))
                          .header("Content-Type", "application/x-www-form-urlencoded")
                          .header("Content-Encoding", encoding)
                          .POST(BodyPublishers.ofByteArray(body)));
              assertThat(answer.statusCode()).as(path).isIn(405, 415);
            }
          }
        });
  }

  @Test
  void slowHeads_takeNoThreads() throws Exception {
    surviving(
        others -> {
          try (Strangers strangers = new Strangers(server).send(250, "GET /.well-known/merc")) {
            for (int i = 0; i < 5; i++) {
              int unused = strangers.drip('u');
              during(others, 3);
            }
          }
        });
  }

  @Test
  void batchesOfLinesThatCannotBeRead_writeNoLog() throws Exception {
    List<String> lines =
        List.of(
            "[".repeat(1100) + "]".repeat(1100),
            "{\"topic\":\"a\",\"retry\":1e99999999999}",
            "{\"topic\":\"a\",\"retry\":" + "9".repeat(2000) + "}",
            "{\"a\":".repeat(1100) + "1" + "}".repeat(1100));
    surviving(
        others -> {
          int before = server.output().size();
          for (String line : lines) {
            HttpResponse<String> answer =
                Publisher.send(
                    HttpRequest.newBuilder(server.uri(HUB))
                        .header("Authorization", "Bearer " + Tokens.publisher("only-this"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString((line + "\n").repeat(2000))));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().lines()).hasSize(2000).allMatch(one -> one.contains("400"));
          }
          assertThat(server.output().size() - before).isLessThan(10);
        });
  }
}
