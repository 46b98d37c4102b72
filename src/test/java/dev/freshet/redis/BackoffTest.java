package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration CAP = Duration.ofSeconds(1);

  private final Backoff backoff = new Backoff(FIRST, CAP);

  @Test
  void next_repeated_doublesToTheCapAndStays() {
    assertThat(Stream.iterate(backoff, Backoff::next).limit(7).map(b -> b.ceiling().toMillis()))
        .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
  }

  @Test
  void next_leavesThePolicyItself() {
    assertThat(backoff.next()).isNotEqualTo(backoff);

    assertThat(backoff.ceiling()).isEqualTo(FIRST);
  }

  @Test
  void next_hugeCap_doesNotOverflow() {
    Duration huge = Duration.ofSeconds(Long.MAX_VALUE);

    assertThat(new Backoff(huge.minusSeconds(1), huge).next().ceiling()).isEqualTo(huge);
  }

  @Test
  void delay_anyRandom_fillsTheRangeUpToTheCeiling() {
    Random random = new Random(1);

    assertThat(Stream.generate(() -> backoff.delay(random)).limit(10_000))
        .allMatch(delay -> !delay.isNegative() && delay.compareTo(FIRST) <= 0)
        .anyMatch(delay -> delay.toMillis() < 5)
        .anyMatch(delay -> delay.toMillis() > 95);
  }

  @Test
  void new_impossibleRange_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, CAP));
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(FIRST.negated(), CAP));
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(CAP, FIRST));
  }
}
