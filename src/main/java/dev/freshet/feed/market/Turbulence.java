package dev.freshet.feed.market;

/**
 * The variance of a step that remembers the shocks before it, GARCH(1,1): next = (1 - a - b) · mean
 * + a · shock² + b · now. Large moves are followed by large ones of either sign, and it returns to
 * its mean. Owned by one thread.
 */
final class Turbulence {
  /** The weight of the last shock, a. */
  private static final double SHOCK = 0.10;

  /**
   * The weight of the variance before, b. With a it makes a half-life of 34 steps, and as (a + b)²
   * + 2a² is below 1 the kurtosis is finite: 6.
   */
  private static final double MEMORY = 0.88;

  private final double mean;
  private double now;

  /** Starts at its mean, the variance of one step. */
  Turbulence(double mean) {
    this.mean = mean;
    this.now = mean;
  }

  /** The variance of the step to come. */
  double variance() {
    return now;
  }

  /** How much wilder than usual it is: 1 at the mean, 2 when moves are twice as large. */
  double wildness() {
    return StrictMath.sqrt(now / mean);
  }

  /** Takes in what the step's return was beyond its expectation. */
  void shock(double surprise) {
    now = (1 - SHOCK - MEMORY) * mean + SHOCK * surprise * surprise + MEMORY * now;
  }
}
