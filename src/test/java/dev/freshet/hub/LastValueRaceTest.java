package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import dev.freshet.testing.RandomVisits;
import dev.freshet.testing.ReceivedEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Newcomers with last values at random moments of a steady publish. */
class LastValueRaceTest {
  private static final int QUIET = -1;

  /** So few that a replay is often overtaken by them. */
  private static final LogBounds FEW = new LogBounds(50, 1 << 24, Duration.ofHours(1));

  @Test
  void join_duringPublish_getsTheNewestThenAllThatFollows() throws Exception {
    try (TestHub hub = TestHub.start()) {
      RandomVisits.run(
          4,
          500,
          number -> hub.publish("t", Integer.toString(number)),
          (lastId, wanted) -> visit(hub, lastId, wanted, "t"));
    }
  }

  @Test
  void join_withAnIdThatIsGone_getsTheQuietValueFirstAndNothingTwice() throws Exception {
    HubSettings settings = TestHub.settings(50_000, 10_000, Duration.ZERO);
    try (TestHub hub = TestHub.start(settings, new MemoryLog(FEW, InstantSource.system()))) {
      hub.publish("quiet", Integer.toString(QUIET));
      AtomicBoolean publishing = new AtomicBoolean(true);
      CompletableFuture<Void> publisher =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; publishing.get(); i++) {
                  hub.publish("t", Integer.toString(i));
                }
              });
      for (int visit = 0; visit < 200; visit++) {
        List<Integer> numbers =
            visit(hub, "gone", 60, "*").stream().map(e -> Integer.valueOf(e.data())).toList();
        assertThat(numbers).startsWith(QUIET).isSorted().doesNotHaveDuplicates();
      }
      publishing.set(false);
      publisher.get(10, TimeUnit.SECONDS);
    }
  }

  private static List<ReceivedEvent> visit(
      TestHub hub, @Nullable String lastId, int wanted, String selector) {
    RecordingOutlet outlet =
        hub.join(
            new RecordingOutlet(),
            StreamRequest.of(TestHub.to(selector)).withLastValues().after(lastId));
    await().pollInterval(Duration.ofMillis(1)).until(() -> outlet.events().size() >= wanted);
    outlet.vanish();
    return outlet.events();
  }
}
