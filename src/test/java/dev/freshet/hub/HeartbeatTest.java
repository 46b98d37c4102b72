package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final HubSettings FAST = TestHub.settings(10_000, 1000, Duration.ofMillis(200));

  @Test
  void idleStream_getsComments() {
    try (TestHub hub = TestHub.start(FAST)) {
      RecordingOutlet outlet = hub.join("t");

      await().untilAsserted(() -> assertThat(outlet.text()).matches(":\nretry: \\d+\n(:\n){3,}"));
      assertThat(hub.counters().heartbeats()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void clientThatVanished_isFreedWithinThreeHeartbeats() {
    Duration heartbeat = Duration.ofSeconds(1);
    try (TestHub hub = TestHub.start(TestHub.settings(10, 1000, heartbeat))) {
      RecordingOutlet outlet = hub.join("t");
      await().until(() -> outlet.writes() == 1);
      outlet.vanish();

      await()
          .atMost(heartbeat.multipliedBy(3))
          .until(() -> outlet.closed() == CloseReason.CLIENT_GONE);
      assertThat(hub.counters().streams()).isZero();
    }
  }

  /** A stream that gets nothing but heartbeats, at times that the test says. */
  private static final class Silent {
    private final List<Long> beats = new ArrayList<>(List.of(0L));

    long beat(long now, long silence) {
      long last = beats.get(beats.size() - 1);
      if (now - last < silence) {
        return last;
      }
      beats.add(now);
      return now;
    }

    long longestSilence() {
      long longest = 0;
      for (int i = 1; i < beats.size(); i++) {
        longest = Math.max(longest, beats.get(i) - beats.get(i - 1));
      }
      return longest;
    }
  }

  @Test
  void wheel_idleStreams_areSpreadOverTimeAndNeverSilentForLongerThanTheInterval() {
    long interval = TimeUnit.SECONDS.toNanos(15);
    long step = TimeUnit.MILLISECONDS.toNanos(50);
    HeartbeatWheel<Silent> wheel = new HeartbeatWheel<>(interval, 0, Silent::beat);
    List<Silent> streams = Stream.generate(Silent::new).limit(1000).toList();
    streams.forEach(stream -> wheel.add(stream, 0));

    for (long now = step; now < interval * 10; now += step) {
      wheel.advance(now);
    }

    Set<Long> firstBeats = new HashSet<>();
    for (Silent stream : streams) {
      assertThat(stream.longestSilence()).isLessThanOrEqualTo(interval + interval / 32);
      assertThat(stream.beats).hasSizeBetween(10, 15);
      firstBeats.add(stream.beats.get(1));
    }
    assertThat(firstBeats).hasSizeGreaterThan(15);
  }

  /** Those that are looked at within one and a half intervals. */
  private static List<String> lookedAt(
      HeartbeatWheel.Beat<String> beat, Consumer<HeartbeatWheel<String>> streams) {
    List<String> asked = new ArrayList<>();
    HeartbeatWheel<String> wheel =
        new HeartbeatWheel<>(
            1000,
            0,
            (stream, now, silence) -> {
              asked.add(stream);
              return beat.ifSilent(stream, now, silence);
            });
    streams.accept(wheel);
    for (long now = 0; now < 1500; now++) {
      wheel.advance(now);
    }
    return asked;
  }

  @Test
  void wheel_streamThatEndsWithItsHeartbeat_isForgotten() {
    assertThat(
            lookedAt((stream, now, silence) -> HeartbeatWheel.GONE, wheel -> wheel.add("gone", 0)))
        .containsExactly("gone");
  }

  @Test
  void wheel_streamThatIsTakenOut_isNotLookedAtAgain() {
    assertThat(
            lookedAt(
                (stream, now, silence) -> now,
                wheel -> {
                  wheel.add("one", 0);
                  HeartbeatWheel.Turn<String> two = wheel.add("two", 0);
                  wheel.add("three", 0);
                  wheel.remove(two);
                  wheel.remove(two);
                }))
        .containsOnly("one", "three");
  }
}
