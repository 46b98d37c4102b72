package dev.freshet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What streams write into the server's log: with thousands of clients each line is one too many.
 */
@ExtendWith(SharedServer.class)
class StreamLogIT {
  private static final int STREAMS = 20;

  @Test
  void streamThatIsOpenedAndLeft_leavesNoLine(FreshetServer server) {
    Status before = Status.of(server);
    int lines = server.output().size();

    for (int i = 0; i < STREAMS; i++) {
      RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=nothing"));
      await().until(() -> stream.comments() > 0);
      stream.close();
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                Status.of(server).closed("client_gone") >= before.closed("client_gone") + STREAMS);

    List<String> output = server.output();
    assertThat(output.subList(lines, output.size())).isEmpty();
  }
}
