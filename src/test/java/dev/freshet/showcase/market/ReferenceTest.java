package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.DecimalNum;
import org.ta4j.core.num.Num;

/** Two hours of recorded minutes, reckoned here and by ta4j and Commons Math. */
class ReferenceTest {
  private static final int LENGTH = 14;

  private List<Quote> quotes = List.of();
  private List<BigDecimal> closes = List.of();
  private BarSeries bars = new BaseBarSeriesBuilder().build();

  @BeforeEach
  void read() throws IOException {
    quotes = Quotes.recorded();
    closes = quotes.stream().map(Quote::price).toList();
    bars = new BaseBarSeriesBuilder().withNumTypeOf(DecimalNum.class).build();
    for (Quote quote : quotes) {
      BigDecimal p = quote.price();
      bars.addBar(
          quote.time().atZone(ZoneOffset.UTC), p, p, p, p, BigDecimal.valueOf(quote.volume()));
    }
  }

  private static void assertClose(BigDecimal value, Num expected) {
    BigDecimal reference = new BigDecimal(expected.toString());
    assertThat(value).isCloseTo(reference, within(new BigDecimal("1e-12")));
  }

  @Test
  void recorded_hasTheTwoHours() {
    assertThat(quotes).hasSize(120);
  }

  @Test
  void simpleAverage_isThatOfTa4j() {
    Indicator<Num> reference = new SMAIndicator(new ClosePriceIndicator(bars), LENGTH);
    List<BigDecimal> averages = MovingAverage.simple(closes, LENGTH);
    assertThat(averages).hasSize(120 - LENGTH + 1);
    for (int i = 0; i < averages.size(); i++) {
      assertClose(averages.get(i), reference.getValue(i + LENGTH - 1));
    }
  }

  @Test
  void exponentialAverage_isThatOfTa4j() {
    Indicator<Num> reference = new EMAIndicator(new ClosePriceIndicator(bars), LENGTH);
    List<BigDecimal> averages = MovingAverage.exponential(closes, LENGTH);
    assertThat(averages).hasSize(120);
    for (int i = 0; i < averages.size(); i++) {
      assertClose(averages.get(i), reference.getValue(i));
    }
  }

  @Test
  void vwap_isThatOfTa4j() {
    CandleSeries days = new CandleSeries(Quotes.SYMBOL, Duration.ofDays(1), 2);
    Indicator<Num> reference = new VWAPIndicator(bars, quotes.size());
    for (int i = 0; i < quotes.size(); i++) {
      days.add(quotes.get(i));
      assertClose(days.candles().get(0).vwap().orElseThrow(), reference.getValue(i));
    }
  }

  @Test
  void volatility_isThatOfCommonsMath() {
    double[] prices = closes.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    double[] logs = new double[prices.length - 1];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = FastMath.log(prices[i + 1] / prices[i]);
    }
    assertThat(Returns.log(closes)).containsExactly(logs, within(1e-14));
    double year = TradingYear.EXCHANGE.periods(Duration.ofMinutes(1));
    double expected = new StandardDeviation().evaluate(logs) * FastMath.sqrt(year);
    assertThat(RealisedVolatility.of(closes, year)).hasValueCloseTo(expected, within(1e-12));
  }

  @Test
  void logReturns_addUpToThatOfTheWhole() {
    double whole = Math.log(closes.get(119).doubleValue() / closes.get(0).doubleValue());
    assertThat(DoubleStream.of(Returns.log(closes)).sum()).isCloseTo(whole, within(1e-12));
  }

  /** The file begins at half past two, a whole number of five minutes. */
  @Test
  void candles_ofFiveMinutes_areThoseOfFiveLines() {
    CandleSeries series = new CandleSeries(Quotes.SYMBOL, Duration.ofMinutes(5), 100);
    quotes.forEach(series::add);
    List<Candle> candles = series.candles();
    assertThat(candles).hasSize(24);
    for (int i = 0; i < candles.size(); i++) {
      List<Quote> five = quotes.subList(5 * i, 5 * i + 5);
      List<BigDecimal> prices = closes.subList(5 * i, 5 * i + 5);
      Candle candle = candles.get(i);
      assertThat(candle.open()).isEqualTo(prices.get(0));
      assertThat(candle.close()).isEqualTo(prices.get(4));
      assertThat(candle.high()).isEqualTo(prices.stream().max(BigDecimal::compareTo).orElseThrow());
      assertThat(candle.low()).isEqualTo(prices.stream().min(BigDecimal::compareTo).orElseThrow());
      assertThat(candle.volume()).isEqualTo(five.stream().mapToLong(Quote::volume).sum());
      assertThat(candle.trades()).isEqualTo(5);
    }
  }
}
