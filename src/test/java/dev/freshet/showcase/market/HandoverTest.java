package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node after the other publishes the market, and some leave at the worst moment. */
class HandoverTest {
  private final MarketRig rig = new MarketRig();
  private final MarketFeed first = rig.node(MarketRig.simulated());
  private final MarketFeed second = rig.node(MarketRig.simulated());

  @BeforeEach
  void start() {
    rig.start();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private List<String> minutes() {
    return rig.candles("ACME", Interval.MINUTE).stream()
        .map(candle -> candle.start().toString().substring(11, 16))
        .toList();
  }

  @Test
  void bothNodes_knowTheSame() {
    rig.sample(first, 200);

    assertThat(second.overview().build()).isEqualTo(first.overview().build());
    for (Interval interval : Interval.values()) {
      assertThat(second.candles("BOLT", interval, 500))
          .isEqualTo(first.candles("BOLT", interval, 500));
    }
  }

  /** It has published the quote that ends the minute, and dies before it tells of the candle. */
  @Test
  void holderThatDiesAtTheEndOfAMinute_leavesTheCandleToTheNext() {
    rig.sample(first, 60);
    assertThat(minutes()).isEmpty();
    rig.sample(second, 1);

    assertThat(minutes()).containsExactly("10:00");
  }

  @Test
  void holderThatDoesNotKnowThatItIsNone_publishesNoCandleTwice() {
    rig.sample(first, 60);
    List<Event> unused = first.sample();
    rig.sample(second, 70);
    unused = first.sample();

    assertThat(minutes()).containsExactly("10:00", "10:01");
  }

  @Test
  void candlesOverHandovers_haveNoQuoteTwice() {
    for (int i = 0; i < 13; i++) {
      rig.sample(i % 2 == 0 ? first : second, 10);
    }

    assertThat(rig.candles("ACME", Interval.MINUTE))
        .extracting(Candle::trades)
        .containsExactly(59L, 60L);
  }

  @Test
  void nodeThatStartsLater_knowsTheCandlesThatAreKept() {
    rig.sample(first, 3700);
    MarketFeed third = rig.node(MarketRig.simulated());
    rig.sample(first, 125);

    for (Interval interval : List.of(Interval.FIVE_MINUTES, Interval.HOUR, Interval.DAY)) {
      assertThat(third.candles("ACME", interval, 500).orElseThrow())
          .as(interval.label())
          .isEqualTo(first.candles("ACME", interval, 500).orElseThrow());
    }
  }

  @Test
  void candles_areBounded() {
    MarketSettings simulated = MarketRig.simulated();
    MarketFeed slow =
        rig.node(
            new MarketSettings(
                Origin.SIMULATED,
                simulated.instruments(),
                7L,
                Duration.ofMinutes(1),
                null,
                1,
                "quotes"));
    for (int i = 0; i < 700; i++) {
      rig.after(Duration.ofMinutes(1));
      rig.sample(slow);
    }

    assertThat(rig.store.read("market").keySet())
        .filteredOn(key -> key.startsWith("simulated 1m "))
        .hasSizeBetween(10, 11);
    assertThat(slow.candles("ACME", Interval.MINUTE, 500).orElseThrow()).hasSize(500);
  }
}
