package dev.freshet.showcase.market;

/**
 * The variance of a step, which remembers earlier shocks, GARCH(1,1): next = (1 - a - b) · mean + a
 * · shock² + b · now. Large moves are followed by large ones in either direction, and the variance
 * returns to its mean. Owned by one thread.
 */
final class Turbulence {
  /** The weight of the last shock, a. */
  private static final double SHOCK = 0.10;

  /**
   * The weight of the previous variance, b. Together with a it results in a half-life of 34 steps,
   * and because (a + b)² + 2a² is below 1 the kurtosis is finite: 6.
   */
  private static final double MEMORY = 0.88;

  private final double mean;
  private double now;

  /** Starts at the mean, the variance of one step. */
  Turbulence(double mean) {
    this.mean = mean;
    this.now = mean;
  }

  /** Returns the variance of the next step. */
  double variance() {
    return now;
  }

  /** Returns how much wilder than usual it is: 1 at the mean, 2 when moves are twice as large. */
  double wildness() {
    return StrictMath.sqrt(now / mean);
  }

  /** Adds the deviation of a step's return from its expectation. */
  void shock(double surprise) {
    now = (1 - SHOCK - MEMORY) * mean + SHOCK * surprise * surprise + MEMORY * now;
  }
}
