package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedExchangeTest {
  private static final Instant START = Instant.parse("2024-01-02T09:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Instrument ACME =
      new Instrument("ACME", new BigDecimal("185.50"), 0.05, 0.9, Tick.of("0.05"));
  private static final Instrument PENNY =
      new Instrument("PENNY", new BigDecimal("0.0002"), -5, 9, Tick.of("0.0001"));

  private static SimulatedExchange exchange(long seed, Instrument... instruments) {
    return new SimulatedExchange(List.of(instruments), new SplittableRandom(seed), START, STEP);
  }

  private static Instant after(int steps) {
    return START.plus(STEP.multipliedBy(steps));
  }

  @Test
  void next_sameSeed_givesTheSame() {
    assertThat(exchange(7, ACME, PENNY).next(after(500)))
        .isEqualTo(exchange(7, ACME, PENNY).next(after(500)))
        .isNotEqualTo(exchange(8, ACME, PENNY).next(after(500)));
  }

  /** So a seed means the same on every machine and in every later version. */
  @Test
  void next_knownSeed_givesKnownPrices() {
    assertThat(exchange(42, ACME).next(after(600)))
        .hasSize(600)
        .last()
        .extracting(Quote::price)
        .isEqualTo(new BigDecimal("186.10"));
  }

  @Test
  void next_askedOften_givesTheSameAsAskedOnce() {
    SimulatedExchange often = exchange(7, ACME, PENNY);
    List<Quote> quotes = new ArrayList<>();
    for (Instant now = START; !now.isAfter(after(300)); now = now.plusMillis(137)) {
      quotes.addAll(often.next(now));
    }
    quotes.addAll(often.next(after(300)));
    assertThat(quotes).isEqualTo(exchange(7, ACME, PENNY).next(after(300)));
  }

  @Test
  void next_oneMoreInstrument_leavesTheOthersAsTheyWere() {
    assertThat(exchange(7, ACME, PENNY).next(after(100)))
        .filteredOn(quote -> quote.symbol().equals("ACME"))
        .isEqualTo(exchange(7, ACME).next(after(100)));
  }

  @Test
  void next_beforeAStepIsOver_givesNothing() {
    SimulatedExchange exchange = exchange(7, ACME);
    assertThat(exchange.next(START.plusMillis(999))).isEmpty();
    assertThat(exchange.next(after(1))).extracting(Quote::time).containsExactly(after(1));
    assertThat(exchange.next(after(1))).isEmpty();
    assertThat(exchange.next(START)).isEmpty();
  }

  @Test
  void next_afterALongPause_givesAPartAndThenTheRest() {
    SimulatedExchange exchange = exchange(7, ACME);
    assertThat(exchange.next(after(SimulatedExchange.MAX_STEPS + 10)))
        .hasSize(SimulatedExchange.MAX_STEPS);
    assertThat(exchange.next(after(SimulatedExchange.MAX_STEPS + 10)))
        .hasSize(10)
        .last()
        .extracting(Quote::time)
        .isEqualTo(after(SimulatedExchange.MAX_STEPS + 10));
  }

  /** A penny share at its floor too: the quote checks that it is positive and between the two. */
  @Test
  void next_anyQuote_isOfWholeTicks() {
    SimulatedExchange exchange = exchange(7, ACME, PENNY);
    for (int i = 1; i <= 20; i++) {
      for (Quote quote : exchange.next(after(i * SimulatedExchange.MAX_STEPS))) {
        Tick tick = quote.symbol().equals("ACME") ? ACME.tick() : PENNY.tick();
        assertThat(List.of(quote.price(), quote.bid(), quote.ask()))
            .allMatch(tick::divides)
            .allMatch(price -> price.scale() == tick.size().scale());
        assertThat(quote.ask()).isGreaterThan(quote.bid());
        assertThat(quote.volume()).isPositive();
      }
    }
  }

  @Test
  void label_saysThatItIsSimulated() {
    assertThat(exchange(7, ACME).label()).contains("simulated");
    assertThat(exchange(7, ACME).done()).isFalse();
  }

  @Test
  void new_noneOrTooManyOrTheSameInstrument_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> exchange(7));
    assertThatIllegalArgumentException().isThrownBy(() -> exchange(7, ACME, ACME));
    Instrument[] many =
        Collections.nCopies(SimulatedExchange.MAX_INSTRUMENTS + 1, ACME).toArray(Instrument[]::new);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exchange(7, many))
        .withMessageContaining("100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0001S", "P2D"})
  void new_stepTooShortOrTooLong_isRefused(Duration step) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SimulatedExchange(List.of(ACME), new SplittableRandom(7), START, step));
  }

  @ParameterizedTest
  @CsvSource({"NaN,0.2", "11,0.2", "0,0", "0,-0.1", "0,NaN", "0,Infinity"})
  void instrument_driftOrVolatilityOutOfRange_isRefused(double drift, double volatility) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Instrument("ACME", BigDecimal.TEN, drift, volatility, Tick.of("0.01")));
  }

  @Test
  void instrument_startBetweenTicks_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Instrument("ACME", new BigDecimal("1.03"), 0, 0.2, Tick.of("0.05")));
  }
}
