package dev.freshet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Strangers;
import dev.freshet.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a stream while it opens. */
@ExtendWith(SharedServer.class)
class OpeningHardeningIT {
  private static final String HUB = "/.well-known/mercure";
  private static final int STREAMS = 120;

  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "text/event-stream, text/html;q=0.5"})
  void tokenThatExpiresWhileItsStreamOpens_getsAWholeAnswer(String accept, FreshetServer server) {
    Instant expires = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 2);
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + Tokens.subscriberUntil(expires, "*"), "Accept", accept);
    List<RawStream> streams = new ArrayList<>();
    await().atMost(Duration.ofSeconds(5)).until(() -> expires.minusMillis(150).isBefore(now()));
    try {
      for (int i = 0; i < STREAMS; i++) {
        streams.add(RawStream.open(server.uri(HUB + "?topic=opening"), headers));
      }
      await().untilAsserted(() -> assertThat(streams).allMatch(OpeningHardeningIT::isWhole));
    } finally {
      streams.forEach(RawStream::close);
    }
  }

  private static boolean isWhole(RawStream stream) {
    return stream.status() == 401 || (stream.status() == 200 && stream.isDone());
  }

  private static Instant now() {
    return Instant.now();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/event-stream", "text/event-stream, text/html;q=0.5", "application/json"})
  void clientsThatLeaveWhileTheirStreamsOpen_writeNoLog(String accept, FreshetServer server) {
    int before = server.output().size();
    String request =
        "GET "
            + HUB
            + "?topic=leaving&wait=30 HTTP/1.1\r\nHost: localhost\r\nAccept: "
            + accept
            + "\r\n\r\n";
    for (int i = 0; i < 50; i++) {
      new Strangers(server).send(20, request).close();
    }
    assertThat(new Publisher(server).publish("leaving", "x")).isNotEmpty();

    List<String> output = server.output();
    assertThat(output.subList(before, output.size()))
        .noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
  }
}
