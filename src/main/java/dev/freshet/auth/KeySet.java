package dev.freshet.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that an issuer publishes at an address, as a JSON Web Key Set (RFC 7517). They
 * are loaded when a token first needs them, and cached; a token that names an unknown key triggers
 * a reload. Thread-safe; one thread at a time may wait for the address.
 */
final class KeySet implements JWSKeySelector<SecurityContext> {
  private static final Logger LOG = System.getLogger(KeySet.class.getName());

  private static final Duration WARN_EVERY = Duration.ofMinutes(1);

  /** Maximum bytes of a key set. */
  private static final int LARGEST = 512 * 1024;

  /** The bytes before the 32 bytes of a key in its usual encoding (RFC 8410, section 4). */
  private static final byte[] ED25519_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  /**
   * When the keys are loaded.
   *
   * @param keep how long they are cached
   * @param patience timeout for connecting, and for reading
   * @param pause the period in which they are loaded at most twice, however many tokens name
   *     unknown keys
   * @param outage how long the last keys stay valid while they cannot be loaded
   */
  record Timings(Duration keep, Duration patience, Duration pause, Duration outage) {
    static Timings usual(URI address) {
      boolean file = "file".equals(address.getScheme());
      return new Timings(
          Duration.ofMinutes(file ? 1 : 5),
          Duration.ofSeconds(3),
          Duration.ofSeconds(file ? 5 : 30),
          Duration.ofHours(1));
    }
  }

  private final TokenAlgorithm algorithm;
  private final URI address;
  private final JWKSource<SecurityContext> source;

  /** When the last warning was logged, by {@link System#nanoTime}. */
  private final AtomicLong warned = new AtomicLong(System.nanoTime() - WARN_EVERY.toNanos());

  /** Throws an IllegalArgumentException if such an address cannot be read. */
  KeySet(TokenAlgorithm algorithm, URI address, Timings timings) {
    this.algorithm = algorithm;
    this.address = address;
    int wait = Math.toIntExact(timings.patience().toMillis());
    try {
      this.source =
          JWKSourceBuilder.create(
                  address.toURL(), new DefaultResourceRetriever(wait, wait, LARGEST))
              .cache(timings.keep().toMillis(), 2L * wait)
              // It would start its own threads.
              .refreshAheadCache(false)
              .rateLimited(timings.pause().toMillis())
              .outageTolerant(
                  timings.outage().toMillis(), event -> warn("; the last ones count", null))
              .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not an address of a key set", e);
    }
  }

  /** Returns the keys that may have signed the token; none if it names another algorithm. */
  @Override
  public List<Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context)
      throws KeySourceException {
    if (!algorithm.jws().equals(header.getAlgorithm())) {
      return List.of();
    }
    List<Key> keys = new ArrayList<>();
    for (JWK jwk : read(new JWKSelector(JWKMatcher.forJWSHeader(header)))) {
      PublicKey key = publicKey(jwk);
      if (key != null && algorithm.fits(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private List<JWK> read(JWKSelector selector) throws KeySourceException {
    try {
      return source.get(selector, null);
    } catch (RateLimitReachedException e) {
      throw e; // A token names an unknown key soon after another did: not an outage.
    } catch (KeySourceException e) {
      warn("; tokens are refused", e);
      throw e;
    }
  }

  private void warn(String consequence, @Nullable Exception cause) {
    long now = System.nanoTime();
    long last = warned.get();
    if (now - last >= WARN_EVERY.toNanos() && warned.compareAndSet(last, now)) {
      String reason = cause == null ? "" : " (" + cause.getMessage() + ")";
      LOG.log(Level.WARNING, "Cannot read the keys at " + address + reason + consequence + ".");
    }
  }

  /** Returns null if the key is of an unsupported kind, or invalid. */
  private static @Nullable PublicKey publicKey(JWK jwk) {
    try {
      if (jwk instanceof RSAKey rsa) {
        return rsa.toRSAPublicKey();
      }
      if (jwk instanceof ECKey ec) {
        return ec.toECPublicKey();
      }
      return jwk instanceof OctetKeyPair pair ? ed25519(pair.getDecodedX()) : null;
    } catch (JOSEException | GeneralSecurityException e) {
      return null;
    }
  }

  private static PublicKey ed25519(byte[] key) throws GeneralSecurityException {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.writeBytes(ED25519_HEAD);
    encoded.writeBytes(key);
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
  }
}
