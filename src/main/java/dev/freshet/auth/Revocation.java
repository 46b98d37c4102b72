package dev.freshet.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revocation of valid tokens: one token by its id, or all tokens issued to a subject up to a
 * moment.
 *
 * @param value the token's id (claim {@code jti}) or the subject (claim {@code sub})
 * @param since when it was revoked; for a subject, tokens issued later are valid, and earlier ones
 *     and those without {@code iat} are not
 * @param until when the revocation may be deleted because the tokens have expired; null for never
 */
public record Revocation(Kind kind, String value, Instant since, @Nullable Instant until) {
  /** What is revoked. */
  public enum Kind {
    SUBJECT,
    TOKEN
  }

  /** Whether this bearer's token is revoked at a time. */
  boolean covers(Bearer bearer, Instant now) {
    if (isOver(now)) {
      return false;
    }
    return switch (kind) {
      case TOKEN -> value.equals(bearer.tokenId());
      case SUBJECT -> value.equals(bearer.subject()) && isOld(bearer.issuedAt());
    };
  }

  /**
   * Tokens issued in the second of the revocation count as old, because {@code iat} has no
   * fraction.
   */
  private boolean isOld(@Nullable Instant issuedAt) {
    return issuedAt == null || issuedAt.getEpochSecond() <= since.getEpochSecond();
  }

  /** Whether the revocation may be deleted at a time. */
  public boolean isOver(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
