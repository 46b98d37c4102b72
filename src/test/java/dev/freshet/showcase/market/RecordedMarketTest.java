package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.DecimalNum;
import org.ta4j.core.num.Num;

/** Two recorded hours, a minute a second, through the whole feed; checked against libraries. */
class RecordedMarketTest {
  private static final int LAST = 119;

  private final MarketRig rig = new MarketRig();

  @TempDir private Path directory = Path.of("");
  private List<Quote> quotes = List.of();
  private BarSeries bars = new BaseBarSeriesBuilder().build();

  private static Path file() throws URISyntaxException {
    URL resource = Objects.requireNonNull(Quotes.class.getResource("acme-minutes.csv"));
    return Path.of(resource.toURI());
  }

  @BeforeEach
  void read() throws IOException {
    rig.start();
    quotes = Quotes.recorded();
    bars = new BaseBarSeriesBuilder().withNumTypeOf(DecimalNum.class).build();
    for (Quote quote : quotes) {
      BigDecimal p = quote.price();
      bars.addBar(
          quote.time().atZone(ZoneOffset.UTC), p, p, p, p, BigDecimal.valueOf(quote.volume()));
    }
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private MarketFeed replay(Path file, int seconds) {
    MarketFeed feed = rig.node(MarketRig.recorded(file, 60));
    rig.sample(feed);
    rig.sample(feed, seconds);
    return feed;
  }

  private JsonObject lastAnalysis() {
    List<JsonObject> all = rig.told("analysis");
    return all.get(all.size() - 1);
  }

  private void assertClose(String member, Num expected) {
    assertThat(lastAnalysis().getJsonNumber(member).bigDecimalValue())
        .as(member)
        .isCloseTo(new BigDecimal(expected.toString()), within(new BigDecimal("0.000001")));
  }

  @Test
  void quotes_areTheLinesOfTheFile() throws Exception {
    replay(file(), 130).stop();

    assertThat(rig.told("quote").stream().map(QuoteJson::read)).isEqualTo(quotes);
  }

  @Test
  void candles_areThoseOfTheLines() throws Exception {
    replay(file(), 160).stop();

    List<Candle> minutes = rig.candles("ACME", Interval.MINUTE);
    assertThat(minutes)
        .extracting(Candle::close)
        .isEqualTo(quotes.stream().map(Quote::price).toList());
    CandleSeries reference = new CandleSeries("ACME", Duration.ofMinutes(15), 100);
    quotes.forEach(reference::add);
    assertThat(rig.candles("ACME", Interval.QUARTER)).isEqualTo(reference.candles());
  }

  @Test
  void averages_areThoseOfTa4j() throws Exception {
    replay(file(), 122).stop();

    ClosePriceIndicator closes = new ClosePriceIndicator(bars);
    assertThat(lastAnalysis().getJsonNumber("time").longValue())
        .isEqualTo(quotes.get(LAST).time().toEpochMilli());
    assertClose("sma20", new SMAIndicator(closes, 20).getValue(LAST));
    assertClose("sma50", new SMAIndicator(closes, 50).getValue(LAST));
    assertClose("ema20", new EMAIndicator(closes, 20).getValue(LAST));
    assertClose("ema50", new EMAIndicator(closes, 50).getValue(LAST));
    assertClose("vwap", new VWAPIndicator(bars, bars.getBarCount()).getValue(LAST));
  }

  /** When the last quote is analysed, the minute of it is running and the 119 before are over. */
  @Test
  void volatility_isThatOfCommonsMath() throws Exception {
    replay(file(), 121).stop();

    double[] returns = new double[60];
    for (int i = 0; i < returns.length; i++) {
      int at = LAST - 60 + i;
      returns[i] =
          Math.log(quotes.get(at).price().doubleValue() / quotes.get(at - 1).price().doubleValue());
    }
    double year = 252 * 390;
    assertThat(lastAnalysis().getJsonNumber("volatility").doubleValue())
        .isCloseTo(new StandardDeviation().evaluate(returns) * Math.sqrt(year), within(1e-12));
  }

  @Test
  void changeAndReturns_areThoseOfTheLines() throws Exception {
    replay(file(), 122).stop();

    BigDecimal price = quotes.get(LAST).price();
    JsonObject analysis = lastAnalysis();
    assertThat(analysis.getJsonNumber("change").bigDecimalValue())
        .isEqualTo(price.subtract(quotes.get(0).price()));
    // The minute that was over an hour ago is the one before that of the quote an hour ago.
    BigDecimal before = quotes.get(LAST - 61).price();
    assertThat(analysis.getJsonNumber("return1h").bigDecimalValue().doubleValue())
        .isCloseTo(price.doubleValue() / before.doubleValue() - 1, within(1e-8));
    assertThat(analysis.isNull("change24h")).isTrue();
  }

  @Test
  void anotherHolder_goesOnAfterTheLastQuote() throws Exception {
    MarketFeed second = rig.node(MarketRig.recorded(file(), 60));
    replay(file(), 40).stop();
    rig.sample(second, 125);

    assertThat(rig.told("quote").stream().map(QuoteJson::read)).isEqualTo(quotes);
    second.stop();
  }

  @Test
  void brokenLine_isToldOnce_andTheQuotesBeforeItAreGiven() throws IOException {
    Path broken = directory.resolve("broken.csv");
    Files.writeString(
        broken, "time,symbol,price,volume\n2024-01-02T14:30:00Z,ACME,185.33,1\nnonsense\n");
    MarketFeed feed = rig.node(MarketRig.recorded(broken, 60));
    rig.sample(feed);

    assertThat(rig.told("quote")).hasSize(1);
    assertThatThrownBy(() -> rig.sample(feed, 1)).isInstanceOf(CsvException.class);
    rig.sample(feed, 3);
    assertThat(rig.told("quote")).hasSize(1);
  }

  @Test
  void restart_withTheSameStore_continuesTheSeries() throws Exception {
    replay(file(), 61).stop();
    try (MarketRig next = new MarketRig(rig.store)) {
      MarketFeed again = next.node(MarketRig.recorded(file(), 60));
      next.start();
      next.sample(again);
      next.sample(again, 100);
      again.stop();

      List<Candle> days = again.candles("ACME", Interval.DAY, 500).orElseThrow();
      assertThat(days).hasSize(1);
      assertThat(days.get(0).trades()).isEqualTo(120);
      assertThat(days.get(0).open()).isEqualTo(quotes.get(0).price());
      assertThat(next.told("quote").get(0).getJsonNumber("time").longValue())
          .isGreaterThan(Instant.parse("2024-01-02T15:28:00Z").toEpochMilli());
    }
  }
}
