package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestTest {
  private final Rest rest = new Rest(Duration.ofMillis(25));
  private final long start = System.nanoTime();

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void walk_withOneEvent_earnsNone() {
    rest.earn(1, start - millis(8), start);

    assertThat(rest.nanosLeft(start)).isZero();
  }

  @Test
  void walk_withSeveralEvents_earnsFifteenTimesItsTime() {
    rest.earn(2, start - millis(1), start);

    assertThat(rest.nanosLeft(start)).isEqualTo(millis(15));
    assertThat(rest.nanosLeft(start + millis(14))).isEqualTo(millis(1));
    assertThat(rest.nanosLeft(start + millis(15))).isZero();
    assertThat(rest.nanosLeft(start + millis(30))).isZero();
  }

  @Test
  void walk_thatIsQuicklyDone_earnsNone() {
    rest.earn(100, start - TimeUnit.MICROSECONDS.toNanos(66), start);

    assertThat(rest.nanosLeft(start)).isZero();
  }

  @Test
  void longWalk_earnsNoMoreThanTheLongest() {
    rest.earn(100, start - millis(500), start);

    assertThat(rest.nanosLeft(start)).isEqualTo(millis(25));
  }

  @Test
  void longestOfZero_isNoRest() {
    Rest none = new Rest(Duration.ZERO);
    long now = System.nanoTime();

    none.earn(100, now - millis(500), now);

    assertThat(none.nanosLeft(now)).isZero();
  }
}
