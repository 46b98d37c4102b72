package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.testing.Schemas;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quotes that others publish, and what is wrong with some. */
class PublishedMarketTest {
  private final MarketRig rig = new MarketRig();
  private final MarketFeed feed = rig.node(MarketRig.published());
  private final MarketFeed other = rig.node(MarketRig.published());

  @BeforeEach
  void start() {
    rig.start();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private String quote(String symbol, String price) {
    return "{\"symbol\":\"%s\",\"time\":\"%s\",\"price\":%s}".formatted(symbol, rig.now(), price);
  }

  private void publish(String data) {
    rig.publish(Event.of("quotes", data));
  }

  private long refused() {
    return feed.overview().build().getJsonNumber("refused").longValue();
  }

  @Test
  void quote_isPublishedToTheMarket_withAllItsDecimals() {
    publish(quote("X", "1.2300"));
    rig.sample(feed, 1);

    assertThat(rig.told("quote")).hasSize(1);
    String data = rig.events.get(0).data();
    Schemas.assertValid("quote", data);
    assertThat(data).contains("\"price\":1.2300", "\"bid\":1.2300", "\"source\":\"published\"");
  }

  @Test
  void quote_publishedWithBidAskAndVolume_keepsThem() {
    publish(
        "{\"symbol\":\"X\",\"time\":%d,\"price\":5,\"bid\":4.9,\"ask\":5.1,\"volume\":7}"
            .formatted(rig.now().toEpochMilli()));
    rig.sample(feed, 1);

    assertThat(rig.events.get(0).data()).contains("\"bid\":4.9", "\"ask\":5.1", "\"volume\":7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "nonsense",
        "{}",
        "{\"symbol\":\"X\",\"price\":1}",
        "{\"symbol\":\"x\",\"time\":0,\"price\":1}",
        "{\"symbol\":\"X\",\"time\":0,\"price\":\"1\"}",
        "{\"symbol\":\"X\",\"time\":0,\"price\":-1}",
        "{\"symbol\":\"X\",\"time\":0,\"price\":1e999999999}",
        "{\"symbol\":\"X\",\"time\":0,\"price\":1e-999999999}",
        "{\"symbol\":\"X\",\"time\":1e999999999,\"price\":1}",
        "{\"symbol\":\"X\",\"time\":9999999999999,\"price\":1}",
        "{\"symbol\":\"X\",\"time\":\"soon\",\"price\":1}",
        "{\"symbol\":\"X\",\"time\":0,\"price\":1,\"bid\":2}",
        "{\"symbol\":\"X\",\"time\":0,\"price\":1,\"volume\":-1}",
        "{\"symbol\":\"X\",\"time\":0,\"price\":1,\"volume\":0.5}"
      })
  void quote_thatCannotBeRead_isCountedAndHarmsNothing(String data) {
    publish(data);
    publish(quote("X", "2"));
    rig.sample(feed, 1);

    assertThat(refused()).isEqualTo(1);
    assertThat(rig.told("quote")).hasSize(1);
  }

  @Test
  void quote_nestedWithoutEnd_isCounted() {
    publish("{\"a\":" + "[".repeat(100_000));

    assertThat(refused()).isEqualTo(1);
  }

  /** The market's events are public. */
  @Test
  void privateQuote_isNotTaken() {
    rig.publish(Event.on("quotes").data(quote("X", "2")).isPrivate(true).build());
    rig.sample(feed, 1);

    assertThat(rig.told("quote")).isEmpty();
    assertThat(refused()).isEqualTo(1);
  }

  @Test
  void moreSymbolsThanTheMarketTakes_areRefused() {
    for (int i = 0; i < 105; i++) {
      publish(quote("S" + i, "1"));
    }
    rig.sample(feed, 1);

    assertThat(feed.overview().build().getJsonArray("symbols")).hasSize(100);
    assertThat(refused()).isEqualTo(5);
  }

  @Test
  void anotherHolder_publishesWhatTheFirstHasNot_andNothingTwice() {
    publish(quote("X", "1"));
    rig.sample(feed, 1);
    publish(quote("X", "2"));
    rig.sample(other, 2);

    assertThat(rig.told("quote")).extracting(q -> q.getInt("price")).containsExactly(1, 2);
  }

  @Test
  void quote_alittleOutOfOrder_isInItsMinute() {
    String late = quote("X", "1");
    rig.after(Duration.ofSeconds(61));
    publish(quote("X", "2"));
    publish(late);
    rig.sample(feed, 10);

    assertThat(rig.candles("X", Interval.MINUTE))
        .extracting(Candle::close)
        .containsExactly(new BigDecimal("1"));
  }
}
