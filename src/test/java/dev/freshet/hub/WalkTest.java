package dev.freshet.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a pump writes when it goes through a channel's subscribers, and when it goes again. */
class WalkTest {
  private static final Duration REST = Duration.ofMillis(25);

  /** All streams are of one pump. */
  private static final HubSettings SETTINGS =
      new HubSettings(
          100,
          1024,
          10_000,
          1024 * 1024,
          Duration.ZERO,
          Duration.ofSeconds(2),
          1,
          REST,
          1024 * 1024);

  private record Write(String text, long start, long end) {
    boolean has(String data) {
      return text.contains("data: " + data + "\n");
    }
  }

  private final List<Write> writes = new CopyOnWriteArrayList<>();

  /** Takes a while to write, and has more published while it writes the first event. */
  private final class Slow extends RecordingOutlet {
    private final TestHub hub;
    private final List<String> meanwhile;

    Slow(TestHub hub, String... meanwhile) {
      this.hub = hub;
      this.meanwhile = List.of(meanwhile);
    }

    @Override
    public synchronized void write(byte[] piece) throws IOException {
      long start = System.nanoTime();
      super.write(piece);
      String text = new String(piece, UTF_8);
      if (text.contains("data: first\n")) {
        meanwhile.forEach(data -> hub.publish("t", data));
      }
      while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(5)) {
        Thread.onSpinWait();
      }
      if (text.contains("data: ")) {
        writes.add(new Write(text, start, System.nanoTime()));
      }
    }
  }

  @Test
  void eventThatComesDuringAWalk_isWrittenToNobodyBeforeAllHaveTheOneBefore() {
    try (TestHub hub = TestHub.start(SETTINGS)) {
      // Both, as one of them is the first of the walk.
      RecordingOutlet one = hub.join(new Slow(hub, "second"), null, "t");
      RecordingOutlet other = hub.join(new Slow(hub, "third"), null, "t");
      await().until(() -> one.writes() > 0 && other.writes() > 0);

      hub.publish("t", "first");
      await().until(() -> writes.size() == 4);

      assertThat(writes.subList(0, 2)).allMatch(write -> write.has("first"));
      assertThat(writes.subList(2, 4)).allMatch(write -> write.has("second") && write.has("third"));
    }
  }

  @Test
  void walkWithSeveralEvents_isFollowedByARest() {
    try (TestHub hub = TestHub.start(SETTINGS)) {
      RecordingOutlet outlet = hub.join(new Slow(hub, "second", "third"), null, "t");
      await().until(() -> outlet.writes() > 0);

      hub.publish("t", "first");
      await().until(() -> outlet.data().size() == 3);
      hub.publish("t", "fourth");
      await().until(() -> writes.size() == 3);

      assertThat(writes.get(1).has("second") && writes.get(1).has("third")).isTrue();
      assertThat(writes.get(2).start() - writes.get(1).end())
          .isGreaterThanOrEqualTo(REST.toNanos());
    }
  }
}
