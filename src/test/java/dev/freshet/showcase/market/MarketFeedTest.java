package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.Schemas;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A simulated market, from the timer to the events. */
class MarketFeedTest {
  private final MarketRig rig = new MarketRig();
  private final MarketFeed feed = rig.node(MarketRig.simulated());

  @BeforeEach
  void start() {
    rig.start();
  }

  @AfterEach
  void close() {
    feed.stop();
    rig.close();
  }

  @Test
  void sample_eachSecond_givesAQuoteOfEachSymbolOnItsTopics() {
    rig.sample(feed, 3);

    List<JsonObject> quotes = rig.told("quote");
    assertThat(quotes).extracting(quote -> quote.getString("symbol")).startsWith("ACME", "BOLT");
    assertThat(quotes).hasSize(6).allMatch(q -> q.getString("source").equals("simulated"));
    assertThat(rig.events.get(0).topics()).containsExactly("market/ACME", "market");
  }

  @Test
  void quote_hasTheInstrumentsDecimals_andItsChangeSinceTheOpen() {
    rig.sample(feed, 30);

    BigDecimal open = rig.told("quote").get(0).getJsonNumber("price").bigDecimalValue();
    JsonObject last = rig.told("quote").get(58);
    BigDecimal price = last.getJsonNumber("price").bigDecimalValue();
    assertThat(price.scale()).isEqualTo(2);
    assertThat(last.getJsonNumber("open").bigDecimalValue()).isEqualTo(open);
    assertThat(last.getJsonNumber("change").bigDecimalValue()).isEqualTo(price.subtract(open));
  }

  @Test
  void seed_givesTheSamePricesAgain() {
    rig.sample(feed, 20);
    try (MarketRig other = new MarketRig()) {
      MarketFeed again = other.node(MarketRig.simulated());
      other.start();
      other.sample(again, 20);

      assertThat(other.told("quote")).isEqualTo(rig.told("quote"));
    }
  }

  @Test
  void events_areWhatTheirSchemasSay() {
    rig.sample(feed, 400);

    assertThat(rig.events).extracting(e -> e.type()).contains("quote", "candle", "analysis");
    rig.events.forEach(event -> Schemas.assertValid(String.valueOf(event.type()), event.data()));
  }

  @Test
  void candle_isPublishedOnce_afterItsEnd() {
    rig.sample(feed, 130);

    assertThat(rig.candles("ACME", Interval.MINUTE))
        .extracting(candle -> candle.start().toString())
        .containsExactly("2026-03-02T10:00:00Z", "2026-03-02T10:01:00Z");
    assertThat(rig.candles("ACME", Interval.MINUTE).get(1).trades()).isEqualTo(60);
  }

  @Test
  void candle_ofFiveMinutes_isMadeOfFiveOfAMinute() {
    rig.sample(feed, 303);

    List<Candle> minutes = rig.candles("BOLT", Interval.MINUTE);
    Candle five = rig.candles("BOLT", Interval.FIVE_MINUTES).get(0);
    assertThat(minutes).hasSize(5);
    assertThat(five.open()).isEqualTo(minutes.get(0).open());
    assertThat(five.close()).isEqualTo(minutes.get(4).close());
    assertThat(five.volume()).isEqualTo(minutes.stream().mapToLong(Candle::volume).sum());
    assertThat(five.turnover())
        .isEqualTo(minutes.stream().map(Candle::turnover).reduce(BigDecimal::add).orElseThrow());
  }

  /** No quote comes to say that the minute is over. */
  @Test
  void candle_withSilenceAfterIt_isPublishedAllTheSame() {
    rig.sample(feed, 30);
    MarketFeed silent = rig.node(MarketRig.simulated());
    for (int i = 0; i < 3; i++) {
      rig.publish(new MarketEvents(Origin.SIMULATED).quote(quote(), quote().price()));
    }
    rig.after(Duration.ofSeconds(40));
    var unused = silent.sample();

    assertThat(rig.candles("ACME", Interval.MINUTE)).hasSize(1);
  }

  private Quote quote() {
    return Quotes.of(rig.now(), "182.50", 1);
  }

  @Test
  void sample_afterAPause_goesOnFromTheLastPrice() {
    rig.sample(feed, 10);
    BigDecimal before = feed.candles("ACME", Interval.MINUTE, 1).orElseThrow().get(0).close();
    rig.after(Duration.ofHours(3));
    rig.sample(feed, 1);

    List<JsonObject> quotes = rig.told("quote");
    assertThat(quotes).hasSize(22);
    BigDecimal price = quotes.get(20).getJsonNumber("price").bigDecimalValue();
    assertThat(price.subtract(before).abs()).isLessThan(BigDecimal.ONE);
    assertThat(quotes.get(20).getJsonNumber("time").longValue())
        .isEqualTo(rig.now().toEpochMilli());
  }

  @Test
  void off_doesNothing() {
    MarketSettings simulated = MarketRig.simulated();
    MarketFeed off =
        rig.node(
            new MarketSettings(
                Origin.OFF, simulated.instruments(), null, simulated.tick(), null, 1, "quotes"));
    rig.sample(off, 3);

    assertThat(rig.events).isEmpty();
    assertThat(off.overview().build().toString()).contains("\"source\":\"off\"", "\"symbols\":[]");
  }
}
