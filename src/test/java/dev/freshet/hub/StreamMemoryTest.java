package dev.freshet.hub;

import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamMemoryTest {
  @Test
  void streamThatHasEnded_isNotHeldUntilItsHeartbeat() {
    Duration never = Duration.ofHours(1);
    try (TestHub hub = TestHub.start(TestHub.settings(10, 1000, never))) {
      WeakReference<RecordingOutlet> ended = new WeakReference<>(joinAndLeave(hub));

      await()
          .until(
              () -> {
                System.gc();
                return ended.refersTo(null);
              });
    }
  }

  private static RecordingOutlet joinAndLeave(TestHub hub) {
    RecordingOutlet outlet = hub.join("t");
    outlet.leave();
    await().until(() -> outlet.closed() == CloseReason.CLIENT_GONE);
    return outlet;
  }
}
