package dev.freshet.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What tokens gave that were verified a short time ago: a publisher shows the same one with each
 * event. Any thread.
 */
final class RecentTokens {
  /** Not longer: the key that one was signed with may be withdrawn. */
  static final Duration KEPT = Duration.ofSeconds(30);

  /** Only valid tokens are kept, so that nobody else can drive them out. */
  static final int MOST = 1000;

  private final InstantSource clock;
  private final Map<String, Known> tokens = new ConcurrentHashMap<>();

  private record Known(Grants grants, Instant until) {}

  RecentTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** The rights of a token that was valid a short time ago and has not expired, or null. */
  @Nullable Grants find(String token) {
    Known known = tokens.get(token);
    return known != null && clock.instant().isBefore(known.until()) ? known.grants() : null;
  }

  /** Takes note of a token that was found valid. */
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
