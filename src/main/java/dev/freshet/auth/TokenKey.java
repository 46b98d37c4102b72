package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;

/** A secret and the one algorithm that tokens signed with it must name. */
public final class TokenKey {
  /** The shortest secret for each algorithm, in bytes (RFC 7518, section 3.2). */
  private static final Map<String, Integer> MINIMUM = Map.of("HS256", 32, "HS384", 48, "HS512", 64);

  private final String algorithm;
  private final byte[] secret;

  private TokenKey(String algorithm, byte[] secret) {
    this.algorithm = algorithm;
    this.secret = secret;
  }

  /**
   * A key from a secret text.
   *
   * @throws IllegalArgumentException if the algorithm is not one of HS256, HS384 and HS512, or the
   *     secret is too short for it
   */
  public static TokenKey of(String algorithm, String secret) {
    Integer minimum = MINIMUM.get(algorithm);
    if (minimum == null) {
      throw new IllegalArgumentException("the algorithm must be HS256, HS384 or HS512");
    }
    byte[] bytes = secret.getBytes(UTF_8);
    if (bytes.length < minimum) {
      throw new IllegalArgumentException(
          "the key for " + algorithm + " must have at least " + minimum + " bytes");
    }
    return new TokenKey(algorithm, bytes);
  }

  /** A key that nobody knows. */
  public static TokenKey random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new TokenKey("HS256", bytes);
  }

  String algorithm() {
    return algorithm;
  }

  byte[] secret() {
    return Arrays.copyOf(secret, secret.length);
  }

  /** The algorithm, never the secret. */
  @Override
  public String toString() {
    return algorithm;
  }
}
