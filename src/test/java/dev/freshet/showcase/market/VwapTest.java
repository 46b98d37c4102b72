package dev.freshet.showcase.market;

import static dev.freshet.showcase.market.Quotes.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The volume-weighted average price of a candle. */
class VwapTest {
  private final CandleSeries days = new CandleSeries(Quotes.SYMBOL, Duration.ofDays(1), 2);

  private Optional<BigDecimal> vwap() {
    return days.candles().get(0).vwap();
  }

  // (10.00 · 100 + 10.10 · 300 + 9.90 · 100) / 500 = (1000 + 3030 + 990) / 500 = 10.04
  @Test
  void vwap_ofTrades_weighsThemByVolume() {
    days.add(at("09:30:00", "10.00", 100));
    days.add(at("12:00:00", "10.10", 300));
    days.add(at("15:59:59", "9.90", 100));
    assertThat(vwap().orElseThrow()).isEqualByComparingTo("10.04");
  }

  // (1 · 1 + 2 · 2) / 3 = 5 / 3
  @Test
  void vwap_endlessQuotient_isRoundedToSixteenDigits() {
    days.add(at("10:00:00", "1", 1));
    days.add(at("10:00:00", "2", 2));
    assertThat(vwap()).contains(new BigDecimal("1.666666666666667"));
  }

  // As a double, the sum of a hundred thousand times 0.1 is not 10 000.
  @Test
  void vwap_ofManyTrades_staysExact() {
    for (int i = 0; i < 100_000; i++) {
      days.add(at("10:00:00", "0.1", 1));
    }
    assertThat(vwap().orElseThrow()).isEqualByComparingTo("0.1");
  }

  @Test
  void vwap_nothingTraded_isEmpty() {
    days.add(at("10:00:00", "10.00", 0));
    assertThat(vwap()).isEmpty();
  }
}
