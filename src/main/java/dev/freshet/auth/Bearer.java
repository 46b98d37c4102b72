package dev.freshet.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bearer of a token, as far as the token identifies one. Two requests with the same token have
 * equal bearers.
 *
 * @param issuer who issued the token (claim {@code iss}), or null
 * @param subject whom it was issued to (claim {@code sub}), or null
 * @param tokenId the token's own id (claim {@code jti}), or null
 * @param issuedAt when it was issued (claim {@code iat}), in whole seconds, or null
 * @param fingerprint distinguishes tokens that have neither; reveals nothing about the token
 */
public record Bearer(
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable String tokenId,
    @Nullable Instant issuedAt,
    String fingerprint) {
  /** A client without a token. */
  public static final Bearer NOBODY = new Bearer(null, null, null, null, "");

  /** Never a token's fingerprint: those are hashes. */
  private static final String SESSION = "session";

  /**
   * Creates the bearer of a signed-in client without a token; {@code id} is the session's name,
   * which is not secret.
   */
  public static Bearer ofSession(String id, Instant since) {
    return new Bearer(null, null, id, since, SESSION);
  }

  /** Whether this is a signed-in user. */
  public boolean isSession() {
    return fingerprint.equals(SESSION);
  }

  /**
   * Returns the key by which requests are counted: the token's id, else its subject, else the
   * token.
   */
  public String account() {
    if (tokenId != null) {
      return "token " + tokenId;
    }
    return subject != null ? "subject " + subject : "fingerprint " + fingerprint;
  }
}
