package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteTest {
  private static Quote quote(String symbol, String bid, String price, String ask, long volume) {
    return new Quote(
        symbol,
        Instant.EPOCH,
        new BigDecimal(price),
        new BigDecimal(bid),
        new BigDecimal(ask),
        volume);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "ACME", "BRK.B", "^GSPC", "EURUSD=X", "BTC-USD", "0123456789ABCDEF"})
  void new_symbolOfAllowedCharacters_isMade(String symbol) {
    assertThat(quote(symbol, "1", "1", "1", 0).symbol()).isEqualTo(symbol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "acme", "A B", "A\n", "0123456789ABCDEFG", "Ä", "A,B", "<A>"})
  void new_otherSymbol_isRefused(String symbol) {
    assertThatIllegalArgumentException().isThrownBy(() -> quote(symbol, "1", "1", "1", 0));
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "0.99,1,1.01", "1.00,1,1.0", "1E+17,1E+17,1E+17"})
  void new_priceBetweenBidAndAsk_isMade(String bid, String price, String ask) {
    assertThat(quote("ACME", bid, price, ask, 1).price()).isEqualTo(price);
  }

  @ParameterizedTest
  @CsvSource({"1.01,1,1.02", "0.98,1,0.99", "0,1,2", "-1,1,2", "0,0,0", "-3,-2,-1"})
  void new_pricesOutOfOrderOrNotPositive_areRefused(String bid, String price, String ask) {
    assertThatIllegalArgumentException().isThrownBy(() -> quote("ACME", bid, price, ask, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E+18", "1E+999999999", "1E-19", "1E-2147483647", "1E+2147483647"})
  void new_priceOfTooManyDigits_isRefused(String price) {
    assertThatIllegalArgumentException().isThrownBy(() -> quote("ACME", price, price, price, 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Quote.MAX_VOLUME + 1, Long.MIN_VALUE, Long.MAX_VALUE})
  void new_volumeOutOfRange_isRefused(long volume) {
    assertThatIllegalArgumentException().isThrownBy(() -> quote("ACME", "1", "1", "1", volume));
  }

  @Test
  void new_volumeOfNothing_isMade() {
    assertThat(quote("^GSPC", "1", "1", "1", 0).volume()).isZero();
  }
}
