package dev.freshet.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.health.Causes;
import dev.freshet.json.InvalidMemberException;
import dev.freshet.schedule.Action.Fetch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What schedules fetch, from a real server. */
class FetcherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private Fetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    FetchHosts hosts = FetchHosts.parse("localhost:" + server.getAddress().getPort());
    fetcher = new Fetcher(hosts, 1000, threads);
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/text" -> send(exchange, 200, "\u20ac text".getBytes(UTF_8));
        case "/much" -> send(exchange, 200, new byte[1001]);
        case "/fits" -> send(exchange, 200, new byte[1000]);
        case "/moved" -> {
          exchange.getResponseHeaders().add("Location", "/text");
          send(exchange, 302, new byte[0]);
        }
        case "/half" -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(new byte[50]);
          exchange.getResponseBody().flush();
          over.await();
        }
        default -> send(exchange, 503, "no".getBytes(UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private String fetch(String path, Duration timeout) {
    URI url = URI.create("http://localhost:" + server.getAddress().getPort() + path);
    try {
      return fetcher.fetch(new Fetch(url, timeout)).toCompletableFuture().join();
    } catch (CompletionException e) {
      return "FAILED " + Causes.of(e).getMessage();
    }
  }

  @Test
  void text_isFetched() {
    assertThat(fetch("/text", PATIENCE)).isEqualTo("\u20ac text");
    assertThat(fetch("/fits", PATIENCE)).hasSize(1000);
  }

  @Test
  void answer_thatIsTooLarge_isBrokenOff() {
    assertThat(fetch("/much", PATIENCE)).startsWith("FAILED").contains("more than 1000 bytes");
  }

  @Test
  void answer_thatIsNoSuccess_fails() {
    assertThat(fetch("/none", PATIENCE)).startsWith("FAILED").contains("503");
    assertThat(fetch("/moved", PATIENCE)).startsWith("FAILED").contains("302");
  }

  @Test
  void body_thatDoesNotEnd_fails() {
    assertThat(fetch("/half", Duration.ofMillis(300))).startsWith("FAILED").contains("PT0.3S");
  }

  @Test
  void server_thatIsNotThere_fails() {
    server.stop(0);

    assertThat(fetch("/text", PATIENCE)).startsWith("FAILED").doesNotEndWith("null");
  }

  @Test
  void host_thatIsNotAllowed_isRefused() {
    FetchHosts hosts = FetchHosts.parse("a.example, b.example:8080");
    assertAllowed(hosts, "http://a.example/x", "https://A.example:443/", "http://b.example:8080");
    assertRefused(
        hosts,
        "http://a.example:8080/",
        "http://b.example/",
        "http://a.example.evil.example/",
        "http://a.example@evil.example/",
        "http://user@a.example/",
        "ftp://a.example/",
        "file:///etc/passwd",
        "http:a.example",
        "/a.example");
    assertRefused(new FetchHosts(Set.of()), "http://localhost/");
  }

  private static void assertAllowed(FetchHosts hosts, String... urls) {
    for (String url : urls) {
      hosts.check(URI.create(url));
    }
  }

  private static void assertRefused(FetchHosts hosts, String... urls) {
    for (String url : urls) {
      try {
        hosts.check(URI.create(url));
      } catch (InvalidMemberException e) {
        assertThat(e.member()).isEqualTo("payload.fetch");
        continue;
      }
      throw new AssertionError(url + " is allowed");
    }
  }
}
