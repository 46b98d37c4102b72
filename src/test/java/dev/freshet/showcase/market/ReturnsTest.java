package dev.freshet.showcase.market;

import static dev.freshet.showcase.market.Quotes.prices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Returns, and the volatility made of them. */
class ReturnsTest {
  private static final List<BigDecimal> CLOSES = prices("100", "110", "99");

  // 10 / 100 = 0.1, -11 / 110 = -0.1
  @Test
  void simple_ofCloses_areFractionsOfTheCloseBefore() {
    assertThat(Returns.simple(CLOSES)).isEqualTo(prices("0.1", "-0.1"));
  }

  // ln 1.1 = 0.0953101798, ln 0.9 = -0.1053605157
  @Test
  void log_ofCloses_areLogarithmsOfTheRatio() {
    assertThat(Returns.log(CLOSES))
        .containsExactly(new double[] {0.0953101798, -0.1053605157}, within(1e-10));
  }

  @Test
  void either_fewerThanTwoCloses_areNone() {
    assertThat(Returns.simple(prices("1"))).isEmpty();
    assertThat(Returns.log(List.of())).isEmpty();
  }

  // Mean -0.0050251679, deviations ±0.1003353478; their squares add up to 0.0201343640, over
  // n - 1 = 1 the same; its root is 0.1418956095, times the root of 252 = 15.8745078664: 2.2525230
  @Test
  void volatility_ofDays_isAnnualised() {
    assertThat(RealisedVolatility.of(CLOSES, 252)).hasValueCloseTo(2.2525230, within(1e-6));
  }

  @Test
  void volatility_sameReturnEachDay_isNone() {
    assertThat(RealisedVolatility.of(prices("100", "110", "121"), 252))
        .hasValueCloseTo(0.0, within(1e-12));
  }

  @Test
  void volatility_fewerThanThreeCloses_isEmpty() {
    assertThat(RealisedVolatility.of(prices("100", "110"), 252)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void volatility_periodsThatAreNone_areRefused(double periods) {
    assertThatIllegalArgumentException().isThrownBy(() -> RealisedVolatility.of(CLOSES, periods));
  }
}
