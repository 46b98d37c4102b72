package dev.freshet.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.freshet.event.TextBounds;
import java.net.URI;
import java.security.Key;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * Verifies signed tokens (JWT, RFC 7519), whose claims say what the bearer may do. The algorithm is
 * always the configured one, whatever the token names. Thread-safe.
 */
public final class TokenVerifier {
  private static final int FINGERPRINT_DIGITS = 32;

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  private final Duration clockSkew;
  private final TextBounds texts;
  private final RecentTokens recent = new RecentTokens(InstantSource.system());

  /** Creates a verifier with one key that allows no clock skew. */
  public TokenVerifier(TokenKey key) {
    this(TokenTrust.in(key), Duration.ZERO, TextBounds.DEFAULT);
  }

  /**
   * Creates a verifier.
   *
   * @param clockSkew tolerated difference to issuers' clocks, rounded up to whole seconds: tokens
   *     are valid this much earlier and longer
   * @param texts maximum lengths of the selectors in a token
   */
  public TokenVerifier(TokenTrust trust, Duration clockSkew, TextBounds texts) {
    this(selector(trust), clockSkew, texts);
  }

  TokenVerifier(JWSKeySelector<SecurityContext> keys, Duration clockSkew, TextBounds texts) {
    this.texts = texts;
    this.clockSkew = Duration.ofSeconds(clockSkew.plusMillis(999).toSeconds());
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(keys);
    processor.setJWSVerifierFactory(new SignatureCheck());
    // Even without required claims it checks the times: exp and nbf.
    DefaultJWTClaimsVerifier<SecurityContext> times =
        new DefaultJWTClaimsVerifier<>(null, Set.of());
    times.setMaxClockSkew(Math.toIntExact(this.clockSkew.toSeconds()));
    processor.setJWTClaimsSetVerifier(times);
  }

  private static JWSKeySelector<SecurityContext> selector(TokenTrust trust) {
    URI keySet = trust.keySet();
    if (keySet != null) {
      return new KeySet(trust.algorithm(), keySet, KeySet.Timings.usual(keySet));
    }
    JWSAlgorithm algorithm = trust.algorithm().jws();
    List<Key> keys = trust.keys().stream().map(TokenKey::key).toList();
    return (header, context) -> algorithm.equals(header.getAlgorithm()) ? keys : List.of();
  }

  /**
   * Returns the rights that a token grants. For a token verified a short time ago, only the expiry
   * is checked again.
   *
   * @throws InvalidTokenException if it is malformed, not signed with the key, expired or not yet
   *     valid, or has too many or too long selectors
   */
  public Grants verify(String token) throws InvalidTokenException {
    Grants known = recent.find(token);
    if (known != null) {
      return known;
    }
    Grants grants = read(token);
    recent.keep(token, grants);
    return grants;
  }

  private Grants read(String token) throws InvalidTokenException {
    try {
      TokenForm.check(token);
      JWTClaimsSet claims = processor.process(token, null);
      Date expires = claims.getExpirationTime();
      return Claims.grants(
          claims,
          expires == null ? null : expires.toInstant().plus(clockSkew),
          fingerprint(token),
          texts);
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
      throw new InvalidTokenException("The token is not valid.");
    }
  }

  /** The hash of the signed part, so it is the same for every valid signature of it. */
  private static String fingerprint(String token) {
    String signed = token.substring(0, token.lastIndexOf('.'));
    return Sha256.hex(signed).substring(0, FINGERPRINT_DIGITS);
  }
}
