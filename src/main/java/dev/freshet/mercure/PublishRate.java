package dev.freshet.mercure;

import dev.freshet.auth.Bearer;
import dev.freshet.web.Allowance;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Limits how fast each token may publish: a second's worth at once, then evenly. Thread-safe. */
final class PublishRate {
  private final Allowance allowance;

  /**
   * Creates a rate limit.
   *
   * @param perSecond events per second, or 0 for no limit
   */
  PublishRate(int perSecond, LongSupplier nanoClock) {
    allowance = new Allowance(perSecond, Duration.ofSeconds(1), nanoClock);
  }

  /**
   * Counts one event; returns how long to wait before publishing it, or zero if it may be published
   * now.
   */
  Duration take(Bearer bearer) {
    return allowance.take(bearer.account());
  }

  int known() {
    return allowance.known();
  }
}
