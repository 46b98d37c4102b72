package dev.freshet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the run command prints, and what it leaves behind. */
class RunCommandIT {
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
