package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.web.Allowance;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What counts towards a limit, and what does not. */
class SocialLimitsHardeningTest {
  @Test
  void giveBack_ofATurn_makesItFreeAgainAndNoMore() {
    Allowance allowance = new Allowance(3, Duration.ofHours(1), () -> 0);
    for (int i = 0; i < 10; i++) {
      assertThat(allowance.take("a")).isZero();
      allowance.giveBack("a");
    }
    allowance.giveBack("stranger");

    for (int i = 0; i < 3; i++) {
      assertThat(allowance.take("a")).isZero();
    }
    assertThat(allowance.take("a")).isPositive();
    assertThat(allowance.take("a")).isPositive();
  }
}
