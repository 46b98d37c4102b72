package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * One instrument on the simulated exchange: a geometric Brownian motion with volatility clustering.
 * Owned by one thread. Uses StrictMath, so that a seed produces the same prices on every machine.
 */
final class Listing {
  /** The usual spread from bid to ask, as a fraction of the price: 4 basis points. */
  private static final double USUAL_SPREAD = 0.0004;

  /** Shares in a quote whose price does not move; a move of one deviation doubles them. */
  private static final double USUAL_VOLUME = 100;

  private final Instrument instrument;
  private final RandomGenerator random;
  private final double drift;
  private final Turbulence turbulence;

  /** Not rounded to ticks: rounding errors would add up, and small moves would vanish. */
  private double exact;

  Listing(Instrument instrument, RandomGenerator random, Duration step) {
    double steps = TradingYear.ROUND_THE_CLOCK.periods(step);
    this.instrument = instrument;
    this.random = random;
    this.drift = instrument.drift() / steps;
    this.turbulence = new Turbulence(instrument.volatility() * instrument.volatility() / steps);
    this.exact = instrument.start().doubleValue();
  }

  /** Moves by one step and returns the new quote. */
  Quote move(Instant time) {
    double variance = turbulence.variance();
    double normal = random.nextGaussian();
    double surprise = normal * StrictMath.sqrt(variance);
    // Subtracting half the variance makes the price, not its logarithm, grow by the drift.
    exact = within(exact * StrictMath.exp(drift - variance / 2 + surprise));
    turbulence.shock(surprise);
    return quote(time, volume(Math.abs(normal)));
  }

  private double within(double price) {
    double tick = instrument.tick().size().doubleValue();
    return Math.max(tick, Math.min(price, tick * (Tick.MAX_COUNT / 2)));
  }

  private Quote quote(Instant time, long volume) {
    Tick tick = instrument.tick();
    long count = tick.nearest(exact);
    long spread = tick.nearest(exact * USUAL_SPREAD * turbulence.wildness());
    long bid = Math.max(1, count - spread / 2);
    BigDecimal ask = tick.times(Math.max(count, bid + spread));
    return new Quote(instrument.symbol(), time, tick.times(count), tick.times(bid), ask, volume);
  }

  private long volume(double move) {
    return 1 + (long) (USUAL_VOLUME * (1 + move) * random.nextExponential());
  }
}
