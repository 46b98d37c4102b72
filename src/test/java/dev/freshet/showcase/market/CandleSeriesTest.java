package dev.freshet.showcase.market;

import static dev.freshet.showcase.market.Quotes.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandleSeriesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final CandleSeries series = new CandleSeries(Quotes.SYMBOL, MINUTE, 3);

  private static Candle candle(
      String start, List<BigDecimal> openHighLowClose, long volume, long trades, String turnover) {
    return new Candle(
        Quotes.SYMBOL,
        Instant.parse("2024-01-02T" + start + "Z"),
        MINUTE,
        openHighLowClose.get(0),
        openHighLowClose.get(1),
        openHighLowClose.get(2),
        openHighLowClose.get(3),
        volume,
        trades,
        new BigDecimal(turnover));
  }

  private static List<BigDecimal> prices(String... prices) {
    return Quotes.prices(prices);
  }

  @Test
  void add_quotesOfOneMinute_makesOneCandle() {
    series.add(at("09:30:00", "10.00", 100));
    series.add(at("09:30:20", "10.20", 200));
    series.add(at("09:30:40", "9.90", 300));
    series.add(at("09:30:59.999", "10.10", 400));
    assertThat(series.candles())
        .containsExactly(
            candle("09:30:00", prices("10.00", "10.20", "9.90", "10.10"), 1000, 4, "10050.00"));
  }

  @Test
  void add_atTheEndOfTheInterval_beginsTheNext() {
    series.add(at("09:30:59.999999999", "10.00", 100));
    series.add(at("09:31:00", "10.10", 100));
    assertThat(series.candles())
        .containsExactly(
            candle("09:30:00", prices("10.00", "10.00", "10.00", "10.00"), 100, 1, "1000.00"),
            candle("09:31:00", prices("10.10", "10.10", "10.10", "10.10"), 100, 1, "1010.00"));
  }

  @Test
  void add_minutesWithoutQuotes_stayGaps() {
    series.add(at("09:30:00", "10.00", 100));
    series.add(at("09:35:00", "10.10", 100));
    assertThat(series.candles())
        .extracting(candle -> candle.start().toString())
        .containsExactly("2024-01-02T09:30:00Z", "2024-01-02T09:35:00Z");
  }

  @Test
  void add_lateWithinTheCandle_changesNeitherOpenNorCloseUnlessItIsOne() {
    series.add(at("09:30:10", "10.00", 100));
    series.add(at("09:30:50", "10.10", 100));
    series.add(at("09:30:30", "10.30", 100));
    series.add(at("09:30:05", "9.80", 100));
    assertThat(series.candles())
        .containsExactly(
            candle("09:30:00", prices("9.80", "10.30", "9.80", "10.10"), 400, 4, "4020.00"));
  }

  @Test
  void add_atTheSameTime_theLaterToComeCloses() {
    series.add(at("09:30:10", "10.00", 100));
    series.add(at("09:30:10", "10.10", 100));
    assertThat(series.candles())
        .containsExactly(
            candle("09:30:00", prices("10.00", "10.10", "10.00", "10.10"), 200, 2, "2010.00"));
  }

  @Test
  void add_lateForThePreviousCandle_isPutThere() {
    series.add(at("09:30:10", "10.00", 100));
    series.add(at("09:31:00", "10.10", 100));
    series.add(at("09:30:50", "10.05", 100));
    assertThat(series.candles())
        .containsExactly(
            candle("09:30:00", prices("10.00", "10.05", "10.00", "10.05"), 200, 2, "2005.00"),
            candle("09:31:00", prices("10.10", "10.10", "10.10", "10.10"), 100, 1, "1010.00"));
    assertThat(series.ignored()).isZero();
  }

  @Test
  void add_lateForAPreviousMinuteWithoutCandle_makesIt() {
    series.add(at("09:29:00", "10.00", 100));
    series.add(at("09:32:00", "10.10", 100));
    series.add(at("09:31:30", "10.05", 100));
    assertThat(series.candles())
        .extracting(Candle::close)
        .containsExactlyElementsOf(prices("10.00", "10.05", "10.10"));
  }

  @Test
  void add_olderThanThePreviousMinute_isCountedAndIgnored() {
    series.add(at("09:30:00", "10.00", 100));
    series.add(at("09:32:00", "10.10", 100));
    List<Candle> before = series.candles();
    series.add(at("09:30:59", "99.00", 100));
    series.add(at("09:00:00", "99.00", 100));
    assertThat(series.candles()).isEqualTo(before);
    assertThat(series.ignored()).isEqualTo(2);
  }

  @Test
  void add_beyondTheCapacity_dropsTheOldest() {
    for (int minute = 30; minute < 40; minute++) {
      series.add(at("09:" + minute + ":00", "10.00", 100));
    }
    assertThat(series.candles())
        .extracting(candle -> candle.start().toString())
        .containsExactly("2024-01-02T09:37:00Z", "2024-01-02T09:38:00Z", "2024-01-02T09:39:00Z");
  }

  @Test
  void add_before1970_startsAtAWholeInterval() {
    series.add(Quotes.of(Instant.parse("1969-12-31T23:59:30Z"), "10.00", 1));
    assertThat(series.candles())
        .extracting(Candle::start)
        .containsExactly(Instant.parse("1969-12-31T23:59:00Z"));
  }

  @Test
  void add_otherSymbol_isRefused() {
    CandleSeries other = new CandleSeries("OTHER", MINUTE, 3);
    assertThatIllegalArgumentException().isThrownBy(() -> other.add(at("09:30:00", "1", 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0005S", "PT0.0015S", "P8D"})
  void new_intervalNotAllowed_isRefused(Duration interval) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CandleSeries(Quotes.SYMBOL, interval, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, CandleSeries.MAX_CAPACITY + 1})
  void new_capacityNotAllowed_isRefused(int capacity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CandleSeries(Quotes.SYMBOL, MINUTE, capacity));
  }

  /** Half a minute each, into the minute that both are within. */
  @Test
  void merge_partsOfACandle_isTheCandleOfAllTheirQuotes() {
    CandleSeries halves = new CandleSeries(Quotes.SYMBOL, Duration.ofSeconds(30), 10);
    for (Quote quote :
        List.of(
            at("09:30:00", "10.00", 100),
            at("09:30:20", "10.20", 200),
            at("09:30:40", "9.90", 300),
            at("09:31:10", "10.10", 400))) {
      series.add(quote);
      halves.add(quote);
    }
    CandleSeries merged = new CandleSeries(Quotes.SYMBOL, MINUTE, 3);
    halves.candles().forEach(merged::merge);
    assertThat(merged.candles()).isEqualTo(series.candles());
  }

  @Test
  void put_aCandleOfOthers_replacesTheOwn() {
    Candle made = candle("09:30:00", prices("9.00", "10.00", "9.00", "10.00"), 200, 2, "1900.00");
    series.add(at("09:30:30", "10.00", 100));
    series.put(made);
    assertThat(series.candles()).containsExactly(made);
  }

  @Test
  void endedBy_aTimeWithinACandle_isTheCandleBefore() {
    series.add(at("09:30:10", "10.00", 100));
    series.add(at("09:31:10", "10.10", 100));
    Instant within = Instant.parse("2024-01-02T09:31:30Z");
    assertThat(series.endedBy(within)).map(Candle::close).contains(new BigDecimal("10.00"));
    assertThat(series.endedBy(within.minusSeconds(60))).isEmpty();
  }

  @Test
  void candle_pricesOutOfOrder_isRefused() {
    List<BigDecimal> highBelowOpen = prices("10", "9", "8", "8.5");
    List<BigDecimal> lowAboveClose = prices("10", "11", "9", "8.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> candle("09:30:00", highBelowOpen, 1, 1, "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> candle("09:30:00", lowAboveClose, 1, 1, "1"));
  }
}
