package dev.freshet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the run command prints, when the server lets visitors in, and what is left behind. */
class RunCommandIT {
  @Test
  void visitors_whileTheServerStarts_areRefusedUntilTheHubAnswers() {
    int port = FreshetServer.freePort();
    URI status = URI.create("http://localhost:" + port + "/api/status");
    // In their order, each once.
    Set<String> answers = new LinkedHashSet<>();
    CompletableFuture<FreshetServer> starting =
        CompletableFuture.supplyAsync(() -> FreshetServer.startAt(port, Map.of()));

    await()
        .forever()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              boolean last = starting.isDone();
              answers.add(answer(status));
              return last;
            });

    starting.join().close();
    assertThat(answers).containsExactly("refused", "200");
  }

  private static String answer(URI uri) {
    try {
      return Integer.toString(Publisher.get(uri).statusCode());
    } catch (UncheckedIOException e) {
      return e.getCause() instanceof ConnectException ? "refused" : String.valueOf(e.getCause());
    }
  }

  @Test
  void stop_endsStreamsBetweenEventsAndLeavesNoProcess() {
    try (FreshetServer server = FreshetServer.start(Map.of("FRESHET_PUBLISHER_KEY", ""))) {
      List<String> output = server.output();
      assertThat(output).anyMatch(line -> line.contains("http://localhost:" + server.port() + "/"));
      assertThat(output).anyMatch(line -> line.contains("FRESHET_PUBLISHER_KEY"));
      assertThat(Publisher.get(server.uri("/")).body()).contains("Freshet");
      List<ProcessHandle> processes = server.processes();
      assertThat(processes).hasSizeGreaterThanOrEqualTo(2);
      RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=monitor"));
      await().until(() -> stream.events().size() >= 2);

      server.stop();

      await().until(stream::hasEnded);
      assertThat(stream.isBetweenEvents()).isTrue();
      assertThat(stream.isDone()).isTrue();
      assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void settingThatIsWrong_stopsTheStartAndIsNamed() {
    Map<String, String> wrong =
        Map.of("FRESHET_HEARTBEAT", "often", "FRESHET_SUBSCRIBER_KEY", "do-not-print-me".repeat(4));

    assertThatThrownBy(() -> FreshetServer.start(wrong))
        .hasMessageContaining("FRESHET_HEARTBEAT is 'often'")
        .message()
        .doesNotContain("do-not-print-me");
  }
}
