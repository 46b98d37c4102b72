package dev.freshet.showcase.market;

import static dev.freshet.showcase.market.Quotes.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTest {
  /** A candle from 10.00 to 10.50, then one from 10.40 to 10.29. */
  private static List<Candle> candles() {
    CandleSeries series = new CandleSeries(Quotes.SYMBOL, Duration.ofMinutes(1), 2);
    series.add(at("09:30:00", "10.00", 1));
    series.add(at("09:30:30", "10.50", 1));
    series.add(at("09:31:00", "10.40", 1));
    series.add(at("09:31:30", "10.29", 1));
    return series.candles();
  }

  // 10.50 - 10.00 = 0.50, which is 5 % of 10.00
  @Test
  void sinceOpen_isFromOpenToClose() {
    Change change = Change.sinceOpen(candles().get(0));
    assertThat(change.price()).isEqualTo("0.50");
    assertThat(change.percent()).isEqualByComparingTo("5");
  }

  // 10.29 - 10.50 = -0.21, which is -2 % of 10.50
  @Test
  void sincePreviousClose_isFromCloseToClose() {
    Change change = Change.sincePreviousClose(candles().get(0), candles().get(1));
    assertThat(change.price()).isEqualTo("-0.21");
    assertThat(change.percent()).isEqualByComparingTo("-2");
  }

  // 1 / 3 = 33.333… %
  @Test
  void between_endlessQuotient_isRoundedToSixteenDigits() {
    assertThat(Change.between(new BigDecimal("3"), new BigDecimal("4")).percent())
        .isEqualTo("33.33333333333333");
  }

  @Test
  void between_fromNothing_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Change.between(BigDecimal.ZERO, BigDecimal.ONE));
  }
}
