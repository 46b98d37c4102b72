package dev.freshet.feed.market;

import static dev.freshet.feed.market.Quotes.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VwapTest {
  private static final Instant OPEN = Instant.parse("2024-01-02T09:30:00Z");
  private static final Instant CLOSE = Instant.parse("2024-01-02T16:00:00Z");

  private final Vwap vwap = new Vwap(Quotes.SYMBOL, OPEN, CLOSE);

  // (10.00 · 100 + 10.10 · 300 + 9.90 · 100) / 500 = (1000 + 3030 + 990) / 500 = 10.04
  @Test
  void value_ofTrades_weighsThemByVolume() {
    vwap.add(at("09:30:00", "10.00", 100));
    vwap.add(at("12:00:00", "10.10", 300));
    vwap.add(at("15:59:59", "9.90", 100));
    assertThat(vwap.value().orElseThrow()).isEqualByComparingTo("10.04");
  }

  // (1 · 1 + 2 · 2) / 3 = 5 / 3
  @Test
  void value_endlessQuotient_isRoundedToSixteenDigits() {
    vwap.add(at("10:00:00", "1", 1));
    vwap.add(at("10:00:00", "2", 2));
    assertThat(vwap.value()).contains(new BigDecimal("1.666666666666667"));
  }

  // As a double, the sum of a hundred thousand times 0.1 is not 10 000.
  @Test
  void value_ofManyTrades_staysExact() {
    for (int i = 0; i < 100_000; i++) {
      vwap.add(at("10:00:00", "0.1", 1));
    }
    assertThat(vwap.value().orElseThrow()).isEqualByComparingTo("0.1");
  }

  @Test
  void value_nothingTraded_isEmpty() {
    assertThat(vwap.value()).isEmpty();
    vwap.add(at("10:00:00", "10.00", 0));
    assertThat(vwap.value()).isEmpty();
  }

  @Test
  void add_outsideTheSession_changesNothing() {
    vwap.add(at("09:29:59", "99.00", 100));
    vwap.add(at("16:00:00", "99.00", 100));
    assertThat(vwap.value()).isEmpty();
  }

  @Test
  void add_otherSymbol_isRefused() {
    Vwap other = new Vwap("OTHER", OPEN, CLOSE);
    assertThatIllegalArgumentException().isThrownBy(() -> other.add(at("10:00:00", "1", 1)));
  }

  @Test
  void new_closeNotAfterOpen_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Vwap(Quotes.SYMBOL, OPEN, OPEN));
  }
}
