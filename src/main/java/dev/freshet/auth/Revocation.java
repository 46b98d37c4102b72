package dev.freshet.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That tokens are refused though they are valid: one token by its name, or all that were made for
 * somebody up to a moment.
 *
 * @param value the token's name (claim {@code jti}) or the subject (claim {@code sub})
 * @param since when it was revoked; a subject's later tokens are good, earlier ones and those
 *     without {@code iat} are not
 * @param until when this may be forgotten, as the tokens have expired by then; null for never
 */
public record Revocation(Kind kind, String value, Instant since, @Nullable Instant until) {
  /** What is revoked. */
  public enum Kind {
    SUBJECT,
    TOKEN
  }

  /** Whether this bearer's token is revoked at that time. */
  boolean covers(Bearer bearer, Instant now) {
    if (isOver(now)) {
      return false;
    }
    return switch (kind) {
      case TOKEN -> value.equals(bearer.tokenId());
      case SUBJECT -> value.equals(bearer.subject()) && isOld(bearer.issuedAt());
    };
  }

  /** Of the second in which a subject was revoked nothing counts: {@code iat} has no fraction. */
  private boolean isOld(@Nullable Instant issuedAt) {
    return issuedAt == null || issuedAt.getEpochSecond() <= since.getEpochSecond();
  }

  /** Whether it may be forgotten at that time. */
  public boolean isOver(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
