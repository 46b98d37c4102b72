package dev.freshet.http;

import dev.freshet.auth.Bearer;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How fast each token may publish: a second's worth at once, then evenly. Any thread. */
final class PublishRate {
  private final Allowance allowance;

  /**
   * A rate.
   *
   * @param perSecond events, or 0 for no limit
   */
  PublishRate(int perSecond, LongSupplier nanoClock) {
    allowance = new Allowance(perSecond, Duration.ofSeconds(1), nanoClock);
  }

  /** Counts one event; gives how long to wait with it, or zero if it may be published now. */
  Duration take(Bearer bearer) {
    return allowance.take(bearer.account());
  }

  int known() {
    return allowance.known();
  }
}
