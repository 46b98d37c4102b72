package dev.freshet.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Caches the rights of tokens verified a short time ago, because a publisher sends the same token
 * with each event. Thread-safe.
 */
final class RecentTokens {
  /** Kept short, because a signing key may be withdrawn. */
  static final Duration KEPT = Duration.ofSeconds(30);

  /** Only valid tokens are cached, so that nobody else can evict them. */
  static final int MOST = 1000;

  private final InstantSource clock;
  private final Map<String, Known> tokens = new ConcurrentHashMap<>();

  private record Known(Grants grants, Instant until) {}

  RecentTokens(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Returns the rights of a token that was verified a short time ago and has not expired, or null.
   */
  @Nullable Grants find(String token) {
    Known known = tokens.get(token);
    return known != null && clock.instant().isBefore(known.until()) ? known.grants() : null;
  }

  /** Caches a token that was found valid. */
  void keep(String token, Grants grants) {
    if (tokens.size() >= MOST) {
      tokens.clear();
    }
    Instant until = clock.instant().plus(KEPT);
    Instant expires = grants.expiresAt();
    tokens.put(
        token, new Known(grants, expires != null && expires.isBefore(until) ? expires : until));
  }
}
