package dev.freshet.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bearer of a token, as far as the token names one. Two requests with the same token have equal
 * bearers.
 *
 * @param issuer who made the token (claim {@code iss}), or null
 * @param subject whom it was made for (claim {@code sub}), or null
 * @param tokenId its own name (claim {@code jti}), or null
 * @param issuedAt when it was made (claim {@code iat}), in whole seconds, or null
 * @param fingerprint tells apart tokens that have neither; nothing can be found out from it
 */
public record Bearer(
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable String tokenId,
    @Nullable Instant issuedAt,
    String fingerprint) {
  /** A client without a token. */
  public static final Bearer NOBODY = new Bearer(null, null, null, null, "");

  /** No token's fingerprint: those are hashes. */
  private static final String SESSION = "session";

  /**
   * A client without a token that has signed in; {@code id} is the session's name, which is no
   * secret.
   */
  public static Bearer ofSession(String id, Instant since) {
    return new Bearer(null, null, id, since, SESSION);
  }

  /** Whether it is somebody who has signed in. */
  public boolean isSession() {
    return fingerprint.equals(SESSION);
  }

  /** What its requests are counted by: the token's name, else whom it is for, else the token. */
  public String account() {
    if (tokenId != null) {
      return "token " + tokenId;
    }
    return subject != null ? "subject " + subject : "fingerprint " + fingerprint;
  }
}
