package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.moment.Kurtosis;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;

/** That the simulation is the random walk it says, measured on 50 000 hours of one seed. */
class SimulationStatisticsTest {
  private static final int HOURS = 50_000;
  private static final double HOURS_PER_YEAR = 8760;
  private static final double DRIFT = 3;
  private static final double VOLATILITY = 0.2;

  private static final List<Quote> QUOTES = simulated();
  private static final double[] RETURNS = Returns.log(QUOTES.stream().map(Quote::price).toList());

  /** So much drift shows against the noise; a tick so small disturbs nothing. */
  private static List<Quote> simulated() {
    Instrument instrument =
        new Instrument("ACME", new BigDecimal("1000.00"), DRIFT, VOLATILITY, Tick.of("0.01"));
    SimulatedExchange exchange =
        new SimulatedExchange(
            List.of(instrument), new SplittableRandom(1), Instant.EPOCH, Duration.ofHours(1));
    List<Quote> quotes = new ArrayList<>();
    while (quotes.size() < HOURS) {
      quotes.addAll(exchange.next(Instant.EPOCH.plus(Duration.ofHours(HOURS))));
    }
    return quotes;
  }

  private static double autocorrelation(double[] values, int lag) {
    return new PearsonsCorrelation()
        .correlation(
            Arrays.copyOf(values, values.length - lag),
            Arrays.copyOfRange(values, lag, values.length));
  }

  private static double[] squared() {
    return DoubleStream.of(RETURNS).map(r -> r * r).toArray();
  }

  // The logarithm grows by drift - volatility² / 2 = 2.98 a year, 3.40e-4 an hour. Its mean over
  // 50 000 hours has a standard error of 0.2 / sqrt(8760) / sqrt(50 000) = 9.6e-6.
  @Test
  void returns_mean_isTheDriftLessHalfTheVariance() {
    double error = VOLATILITY / Math.sqrt(HOURS_PER_YEAR) / Math.sqrt(HOURS);
    double expected = (DRIFT - VOLATILITY * VOLATILITY / 2) / HOURS_PER_YEAR;
    assertThat(StatUtils.mean(RETURNS)).isCloseTo(expected, within(3 * error));
  }

  @Test
  void returns_deviation_isTheVolatility() {
    assertThat(new StandardDeviation().evaluate(RETURNS) * Math.sqrt(HOURS_PER_YEAR))
        .isCloseTo(VOLATILITY, within(0.02));
  }

  // Of independent returns it would be 1 / sqrt(50 000) = 0.0045 by chance; clusters add to that.
  @Test
  void returns_ofNeighbours_areUncorrelated() {
    for (int lag = 1; lag <= 10; lag++) {
      assertThat(autocorrelation(RETURNS, lag)).as("lag %d", lag).isCloseTo(0, within(0.025));
    }
  }

  // GARCH(1,1) with a = 0.10, b = 0.88: a (1 - ab - b²) / (1 - 2ab - b²) = 0.1 · 0.1376 / 0.0496
  // = 0.277 at lag 1, falling by 0.98 a lag to 0.231 at lag 10.
  @Test
  void squaredReturns_ofNeighbours_areCorrelated() {
    assertThat(autocorrelation(squared(), 1)).isCloseTo(0.277, within(0.1));
    assertThat(autocorrelation(squared(), 10)).isCloseTo(0.231, within(0.1));
  }

  // 6 from clustering, so 3 more than the normal distribution; the estimate has a long tail.
  @Test
  void returns_tails_areFat() {
    assertThat(new Kurtosis().evaluate(RETURNS)).isBetween(1.5, 10.0);
  }

  @Test
  void spread_withVolatility_widens() {
    double[] spreads =
        QUOTES.stream()
            .skip(1)
            .mapToDouble(q -> q.ask().subtract(q.bid()).doubleValue() / q.price().doubleValue())
            .toArray();
    double[] moves = DoubleStream.of(RETURNS).map(Math::abs).toArray();
    assertThat(new PearsonsCorrelation().correlation(spreads, moves)).isGreaterThan(0.3);
    assertThat(StatUtils.mean(spreads)).isCloseTo(0.0004, within(0.00005));
  }
}
