package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.EventId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nothing that is called holds the dispatch lock. */
class DispatchLockTest {
  private final AtomicReference<@Nullable EventId> seen = new AtomicReference<>();

  /** Asks from another thread for what that lock guards; times out if it is held meanwhile. */
  private void callBack(Hub hub) {
    seen.set(
        CompletableFuture.supplyAsync(hub::lastDispatched).orTimeout(5, TimeUnit.SECONDS).join());
  }

  private static EventId place(String id) {
    return EventId.parse(id).orElseThrow();
  }

  @Test
  void whenDispatched_ofWhatIsDispatched_callsBackWithoutTheLock() {
    try (Rig rig = Rig.started()) {
      EventId last = place(rig.publish("t", "a"));
      Channel channel = new Channel(TestHub.to("t"), 1);

      rig.hub.dispatcher().whenDispatched(last, channel, seam -> callBack(rig.hub));

      assertThat(seen).hasValue(last);
    }
  }

  @Test
  void whenDispatched_ofWhatIsNot_callsBackWithoutTheLock_withTheSeamOfThatMoment() {
    ScriptedLog log = ScriptedLog.free();
    try (Rig rig = Rig.started(log)) {
      log.tellLate();
      EventId next = place(rig.publish("t", "a"));
      Channel channel = new Channel(TestHub.to("t"), 1);
      AtomicReference<@Nullable Seam> seam = new AtomicReference<>();
      rig.hub
          .dispatcher()
          .whenDispatched(
              next,
              channel,
              found -> {
                seam.set(found);
                callBack(rig.hub);
              });
      assertThat(seam).hasValue(null);

      log.tellAll();

      assertThat(seen).hasValue(next);
      assertThat(seam).hasValue(new Seam(channel.last(), next));
    }
  }
}
