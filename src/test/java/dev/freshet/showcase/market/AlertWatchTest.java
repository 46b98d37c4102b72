package dev.freshet.showcase.market;

import static dev.freshet.showcase.market.Quotes.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.showcase.market.Alert.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertWatchTest {
  private static AlertWatch watch(Kind kind, String threshold) {
    return new AlertWatch(new Alert(Quotes.SYMBOL, kind, new BigDecimal(threshold)));
  }

  /** At which of the prices, one after the other, it fires. */
  private static List<String> fired(AlertWatch watch, String... prices) {
    return Stream.of(prices).filter(price -> watch.fires(at("10:00:00", price, 1))).toList();
  }

  @Test
  void above_crossedAndStayingThere_firesOnce() {
    assertThat(fired(watch(Kind.ABOVE, "100"), "99", "101", "102", "103")).containsExactly("101");
  }

  @Test
  void above_backAndBeyondAgain_firesAgain() {
    assertThat(fired(watch(Kind.ABOVE, "100"), "99", "101", "99.5", "102", "100", "103"))
        .containsExactly("101", "102", "103");
  }

  @Test
  void above_atTheThreshold_doesNotFire() {
    assertThat(fired(watch(Kind.ABOVE, "100"), "99", "100", "100.00", "100.01"))
        .containsExactly("100.01");
  }

  @Test
  void above_beyondFromTheFirstQuoteOn_firesOnlyAfterHavingBeenBack() {
    assertThat(fired(watch(Kind.ABOVE, "100"), "105", "106", "99", "107")).containsExactly("107");
  }

  @Test
  void below_crossed_firesOnceAndRearms() {
    assertThat(fired(watch(Kind.BELOW, "100"), "101", "100", "99", "98", "100", "97"))
        .containsExactly("99", "97");
  }

  // 5 % above 200 is 210, reached exactly.
  @Test
  void changePercent_risenFromTheFirstQuote_fires() {
    assertThat(fired(watch(Kind.CHANGE_PERCENT, "5"), "200", "209.99", "210", "215", "180"))
        .containsExactly("210");
  }

  @Test
  void changePercent_negative_firesAtAFall() {
    assertThat(fired(watch(Kind.CHANGE_PERCENT, "-5"), "200", "215", "190.01", "190", "180"))
        .containsExactly("190");
  }

  // From 3 to 4 is 33.33… % without end: below the first threshold, above the second. Rounded to
  // 16 digits it would be below both.
  @Test
  void changePercent_aHairFromTheThreshold_isComparedExactly() {
    assertThat(fired(watch(Kind.CHANGE_PERCENT, "33.3333333333333334"), "3", "4")).isEmpty();
    assertThat(fired(watch(Kind.CHANGE_PERCENT, "33.3333333333333333"), "3", "4"))
        .containsExactly("4");
  }

  // 5 % above the close of yesterday, 100, is 105.
  @Test
  void since_previousClose_isWhatChangesAreFrom() {
    AlertWatch watch = watch(Kind.CHANGE_PERCENT, "5");
    watch.since(new BigDecimal("100"));
    assertThat(fired(watch, "104", "105")).containsExactly("105");
    watch.since(new BigDecimal("105"));
    assertThat(fired(watch, "106", "110.25")).containsExactly("110.25");
  }

  @Test
  void fires_otherSymbol_changesNothing() {
    AlertWatch watch = new AlertWatch(new Alert("OTHER", Kind.ABOVE, BigDecimal.TEN));
    assertThat(fired(watch, "9", "11")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ABOVE,0", "BELOW,-1", "CHANGE_PERCENT,0", "CHANGE_PERCENT,1E+999999999"})
  void alert_thresholdThatMakesNoSense_isRefused(Kind kind, BigDecimal threshold) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Alert(Quotes.SYMBOL, kind, threshold));
  }
}
