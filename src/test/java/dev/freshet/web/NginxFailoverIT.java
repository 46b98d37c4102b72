package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.NeedsNginx;
import dev.freshet.testing.Nginx;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nginx does when one of its hubs, or both, cannot serve. One hub is a real server. */
@ExtendWith({NeedsNginx.class, SharedServer.class})
class NginxFailoverIT {
  private static final int REQUESTS = 20;
  private static final Map<String, String> AS_EVENT_SOURCE = Map.of("Accept", "text/event-stream");

  private final String topic = "/" + UUID.randomUUID();
  private final String path = "/.well-known/mercure?topic=" + topic;

  private static int deadPort() {
    return FreshetServer.freePort();
  }

  @Test
  void deadHub_isNoticedByNobody(FreshetServer server) {
    try (Nginx nginx = Nginx.before(deadPort(), server.port());
        RawStream stream = RawStream.open(nginx.uri(path))) {
      await().until(() -> stream.comments() > 0);
      Publisher publisher = new Publisher(nginx.uri(""));
      List<String> published = new ArrayList<>();
      for (int number = 0; number < REQUESTS; number++) {
        published.add(Integer.toString(number));
        publisher.publish(topic, Integer.toString(number));
        assertStreams(nginx);
      }

      await().until(() -> stream.events().size() >= REQUESTS);
      assertThat(stream.data()).isEqualTo(published);
    }
  }

  private void assertStreams(Nginx nginx) {
    try (RawStream stream = RawStream.open(nginx.uri(path), AS_EVENT_SOURCE)) {
      await().until(() -> stream.comments() > 0);
      assertThat(stream.status()).isEqualTo(200);
    }
  }

  /** A server without the WAR answers 404, one that is stopping 500 or 503. */
  @ParameterizedTest
  @ValueSource(ints = {404, 500, 503})
  void hubThatIsNotReady_sendsItsVisitorsToTheOther(int status, FreshetServer server) {
    try (FakeHub unready = new FakeHub(exchange -> FakeHub.refuse(exchange, status));
        Nginx nginx = Nginx.before(unready.port(), server.port())) {
      for (int number = 0; number < REQUESTS; number++) {
        assertStreams(nginx);
      }
      assertThat(unready.requests()).isPositive();
    }
  }

  @Test
  void hubThatBreaksOffWhileItPublishes_isTheOnlyOneThatIsAsked(FreshetServer server) {
    try (FakeHub broken = new FakeHub(HttpExchange::close);
        Nginx nginx = Nginx.before(broken.port(), server.port());
        RawStream stream = RawStream.open(server.uri(path))) {
      await().until(() -> stream.comments() > 0);
      Publisher publisher = new Publisher(nginx.uri(""));
      List<String> published = new ArrayList<>();
      int failed = 0;
      for (int number = 0; number < REQUESTS; number++) {
        HttpResponse<String> answer = publisher.post("data=" + number + "&topic=" + topic);
        if (answer.statusCode() == 200) {
          published.add(Integer.toString(number));
        } else {
          assertThat(answer.statusCode()).isEqualTo(502);
          failed++;
        }
      }

      assertThat(failed).isPositive().isEqualTo(broken.requests());
      await().until(() -> stream.events().size() >= published.size());
      assertThat(stream.data()).isEqualTo(published);
    }
  }

  @Test
  void twoFullHubs_areHeardEachTimeAndStillReached() {
    try (FakeHub full = new FakeHub(exchange -> FakeHub.refuse(exchange, 503));
        Nginx nginx = Nginx.before(full.port(), full.port())) {
      Publisher publisher = new Publisher(nginx.uri(""));
      for (int number = 0; number < REQUESTS; number++) {
        HttpResponse<String> answer = Publisher.get(nginx.uri(path));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(publisher.post("topic=x").statusCode()).isEqualTo(503);
      }
      // Visitors were sent on to the other, publishers were not.
      assertThat(full.requests()).isEqualTo(3 * REQUESTS);
    }
  }

  @Test
  void twoDeadHubs_closeAnEventSourceWithoutAnswer_soThatItComesBack() {
    try (Nginx nginx = Nginx.before(deadPort(), deadPort());
        RawStream stream = RawStream.open(nginx.uri(path), AS_EVENT_SOURCE)) {
      await().until(stream::hasEnded);

      assertThat(stream.status()).isZero();
      assertThat(Publisher.get(nginx.uri(path)).statusCode()).isEqualTo(502);
      assertThat(new Publisher(nginx.uri("")).post("topic=x").statusCode()).isEqualTo(502);
    }
  }

  /** Answers every request in the same way. */
  private static final class FakeHub implements AutoCloseable {
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    FakeHub(Answer answer) {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.createContext(
          "/",
          exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            answer.to(exchange);
          });
      server.start();
    }

    static void refuse(HttpExchange exchange, int status) throws IOException {
      exchange.getResponseHeaders().set("Retry-After", "5");
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    }

    int port() {
      return server.getAddress().getPort();
    }

    int requests() {
      return requests.get();
    }

    @Override
    public void close() {
      server.stop(0);
    }

    @FunctionalInterface
    private interface Answer {
      void to(HttpExchange exchange) throws IOException;
    }
  }
}
