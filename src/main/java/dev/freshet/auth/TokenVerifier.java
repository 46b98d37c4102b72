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
 * Reads signed tokens (JWT, RFC 7519), whose claims say what the bearer may do. The algorithm is
 * the configured one, whatever the token says. Safe for use by many threads.
 */
public final class TokenVerifier {
  private static final int FINGERPRINT_DIGITS = 32;

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  private final Duration clockSkew;
  private final TextBounds texts;
  private final RecentTokens recent = new RecentTokens(InstantSource.system());

  /** A verifier with one key, and a signer whose clock is the hub's. */
  public TokenVerifier(TokenKey key) {
    this(TokenTrust.in(key), Duration.ZERO, TextBounds.DEFAULT);
  }

  /**
   * A verifier.
   *
   * @param clockSkew what signers' clocks may differ by, taken as whole seconds, rounded up: so
   *     much earlier a token is valid, and so much longer
   * @param texts how long the selectors in a token may be
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
    // Without requirements of its own it checks the times: exp and nbf.
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
   * The rights that a token gives. Of one that was valid a short time ago only the expiry is looked
   * at.
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

  /** Of what is signed, and so the same for every signature that fits it. */
  private static String fingerprint(String token) {
    String signed = token.substring(0, token.lastIndexOf('.'));
    return Sha256.hex(signed).substring(0, FINGERPRINT_DIGITS);
  }
}
