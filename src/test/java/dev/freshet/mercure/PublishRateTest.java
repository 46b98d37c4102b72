package dev.freshet.mercure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.auth.Bearer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublishRateTest {
  private static final Bearer ALICE = new Bearer(null, "alice", null, null, "f");

  private long now = Long.MAX_VALUE - 5; // The clock may go around.

  private int takeAllNow(PublishRate rate, Bearer bearer) {
    int taken = 0;
    while (rate.take(bearer).isZero()) {
      taken++;
    }
    return taken;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void take_givesASecondsWorthAtOnceAndThenOneInEachInterval() {
    PublishRate rate = new PublishRate(10, () -> now);

    assertThat(takeAllNow(rate, ALICE)).isEqualTo(10);
    assertThat(rate.take(ALICE)).isEqualTo(Duration.ofMillis(100));
    pass(Duration.ofMillis(100));
    assertThat(takeAllNow(rate, ALICE)).isEqualTo(1);
    pass(Duration.ofMillis(350));
    assertThat(takeAllNow(rate, ALICE)).isEqualTo(3);
    pass(Duration.ofHours(1));
    assertThat(takeAllNow(rate, ALICE)).isEqualTo(10);
  }

  @Test
  void take_ofOneASecond_isOneASecond() {
    PublishRate rate = new PublishRate(1, () -> now);

    assertThat(takeAllNow(rate, ALICE)).isEqualTo(1);
    assertThat(rate.take(ALICE)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void take_countsEachTokenForItself() {
    PublishRate rate = new PublishRate(2, () -> now);

    assertThat(takeAllNow(rate, ALICE)).isEqualTo(2);
    assertThat(takeAllNow(rate, new Bearer(null, "alice", "t2", null, "f"))).isEqualTo(2);
    assertThat(takeAllNow(rate, new Bearer(null, null, null, null, "g"))).isEqualTo(2);
    assertThat(takeAllNow(rate, new Bearer(null, "alice", null, null, "g"))).isZero();
  }

  @Test
  void take_withoutALimit_isAlwaysGiven() {
    PublishRate rate = new PublishRate(0, () -> now);

    for (int i = 0; i < 100; i++) {
      assertThat(rate.take(ALICE)).isZero();
    }
    assertThat(rate.known()).isZero();
  }

  @Test
  void tokensThatAreQuiet_areForgotten() {
    PublishRate rate = new PublishRate(1, () -> now);
    for (int i = 0; i < 10_000; i++) {
      Duration unused = rate.take(new Bearer(null, "s" + i, null, null, "f"));
    }
    pass(Duration.ofSeconds(2));

    Duration unused = rate.take(ALICE);

    assertThat(rate.known()).isEqualTo(1);
  }
}
