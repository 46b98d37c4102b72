package dev.freshet.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How often a password may be tried. */
class AttemptsTest {
  private Instant now = Instant.EPOCH;
  private final Attempts attempts =
      new Attempts(() -> Duration.between(Instant.EPOCH, now).toNanos());

  @Test
  void address_thatHasTriedOften_waitsUntilItsFirstTryIsAMinuteOld() {
    for (int i = 0; i < Attempts.FROM_ONE; i++) {
      assertThat(attempts.take("a")).isZero();
      now = now.plusSeconds(1);
    }

    assertThat(attempts.take("a")).isEqualTo(Duration.ofSeconds(60 - Attempts.FROM_ONE));
    assertThat(attempts.take("b")).isZero();
    now = now.plusSeconds(60 - Attempts.FROM_ONE);
    assertThat(attempts.take("a")).isZero();
    assertThat(attempts.take("a")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void manyAddresses_togetherHaveALimitToo() {
    for (int i = 0; i < Attempts.FROM_ALL; i++) {
      assertThat(attempts.take("a" + i)).isZero();
    }

    assertThat(attempts.take("another")).isEqualTo(Attempts.PERIOD);
    now = now.plus(Attempts.PERIOD);
    assertThat(attempts.take("another")).isZero();
  }

  @Test
  void knownBrowser_whileOthersGuess_hasTriesOfItsOwn() {
    for (int i = 0; i < Attempts.FROM_ALL; i++) {
      assertThat(attempts.take("a" + i % 6)).isZero();
    }

    for (int i = 0; i < Attempts.FROM_ONE; i++) {
      assertThat(attempts.takeOfKnown("b")).isZero();
    }
    assertThat(attempts.takeOfKnown("b")).isEqualTo(Attempts.PERIOD);
    assertThat(attempts.takeOfKnown("c")).isZero();
    assertThat(attempts.take("another")).isEqualTo(Attempts.PERIOD);
    attempts.succeededOfKnown("b");
    assertThat(attempts.takeOfKnown("b")).isZero();
    assertThat(attempts.take("another")).isEqualTo(Attempts.PERIOD);
  }

  @Test
  void knownBrowser_usesUpNobodyElsesTries() {
    for (int i = 0; i < 2 * Attempts.FROM_ALL; i++) {
      assertThat(attempts.takeOfKnown("b" + i)).isZero();
    }

    assertThat(attempts.take("a")).isZero();
  }

  @Test
  void rightPassword_isNotCounted() {
    for (int i = 0; i < 2 * Attempts.FROM_ALL; i++) {
      assertThat(attempts.take("a")).isZero();
      attempts.succeeded("a");
    }

    assertThat(attempts.take("b")).isZero();
  }
}
