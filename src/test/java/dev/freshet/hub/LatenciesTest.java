package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long deliveries take: the buckets, what is read from them, and what a hub puts in. */
class LatenciesTest {
  private static final double AN_EIGHTH = 0.125;

  private static Latencies of(long... millis) {
    Stopwatch stopwatch = new Stopwatch();
    for (long one : millis) {
      stopwatch.took(Duration.ofMillis(one).toNanos());
    }
    return read(stopwatch);
  }

  private static Latencies read(Stopwatch stopwatch) {
    long[] sums = new long[Latencies.BUCKETS];
    stopwatch.addTo(sums);
    return new Latencies(sums);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 255, 256, 2047, 2048, 4095, 4096, 1_000_000, 87_654_321, 60_000_000_000L})
  void bucket_endsBehindItsDuration_andAtMostAnEighthOrOneUnitTooLate(long nanos) {
    long end = Latencies.end(Latencies.bucket(nanos));

    assertThat(end).isGreaterThan(nanos);
    assertThat(end - nanos).isLessThanOrEqualTo(Math.max(256, (long) (nanos * AN_EIGHTH) + 1));
  }

  @Test
  void bucket_ofWhatIsOutOfRange_isTheFirstOrTheLast() {
    assertThat(Latencies.bucket(-1)).isZero();
    assertThat(Latencies.bucket(Long.MAX_VALUE)).isEqualTo(Latencies.BUCKETS - 1);
  }

  @Test
  void bucket_isOneMoreThanThatBefore_whereThatEnds() {
    for (int bucket = 0; bucket < Latencies.BUCKETS - 1; bucket++) {
      assertThat(Latencies.bucket(Latencies.end(bucket) - 1)).isEqualTo(bucket);
      assertThat(Latencies.bucket(Latencies.end(bucket))).isEqualTo(bucket + 1);
    }
  }

  @Test
  void millis_areThoseThatTheShareTookAtMost() {
    Latencies latencies = of(1, 1, 1, 1, 1, 1, 1, 1, 1, 100);

    assertThat(latencies.millis(0.5)).hasValueCloseTo(1.0, within(AN_EIGHTH));
    assertThat(latencies.millis(0.9)).hasValueCloseTo(1.0, within(AN_EIGHTH));
    assertThat(latencies.millis(0.99)).hasValueCloseTo(100.0, within(100 * AN_EIGHTH));
  }

  @Test
  void millis_ofNothing_areNone() {
    assertThat(Latencies.NONE.millis(0.5)).isEmpty();
  }

  @Test
  void since_leavesOutWhatWasThere() {
    Stopwatch stopwatch = new Stopwatch();
    stopwatch.took(1000);
    Latencies before = read(stopwatch);
    stopwatch.took(Duration.ofMillis(5).toNanos());

    Latencies lately = read(stopwatch).since(before);

    assertThat(lately.count()).isEqualTo(1);
    assertThat(lately.millis(0.5)).hasValueCloseTo(5.0, within(5 * AN_EIGHTH));
  }

  @Test
  void hub_countsEachWriteOfTheChainOnce() {
    try (TestHub hub = TestHub.start()) {
      RecordingOutlet one = hub.join("t");
      RecordingOutlet other = hub.join("t");
      hub.publish("t", "a");

      await().until(() -> hub.hub().latencies().count() == 2);
      assertThat(one.data()).isEqualTo(other.data()).containsExactly("a");
      assertThat(hub.hub().latencies().millis(1)).hasValueCloseTo(0.0, within(10_000.0));
    }
  }
}
