package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Key;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.spec.SecretKeySpec;

/** A secret or a public key, and the only algorithm that its tokens may use. */
public final class TokenKey {
  private final TokenAlgorithm algorithm;
  private final Key key;

  private TokenKey(TokenAlgorithm algorithm, Key key) {
    this.algorithm = algorithm;
    this.key = key;
  }

  /**
   * Reads a key from text: the secret itself for HS256, HS384 and HS512; for the others a public
   * key or a certificate, as PEM.
   *
   * @throws IllegalArgumentException if the key does not fit the algorithm; its message quotes
   *     nothing of the text
   */
  public static TokenKey of(TokenAlgorithm algorithm, String text) {
    if (!algorithm.isSymmetric()) {
      PublicKey key = Pem.publicKey(text, algorithm.family());
      algorithm.check(key);
      return new TokenKey(algorithm, key);
    }
    if (Pem.looksLike(text)) {
      // With a public key as the secret, anybody could sign.
      throw new IllegalArgumentException("a key as PEM is no secret for " + algorithm);
    }
    byte[] secret = text.getBytes(UTF_8);
    algorithm.check(secret);
    return secret(algorithm, secret);
  }

  /** Reads a key, given the algorithm's name. */
  public static TokenKey of(String algorithm, String text) {
    return of(TokenAlgorithm.of(algorithm), text);
  }

  /** Creates a random key that nobody knows. */
  public static TokenKey random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return secret(TokenAlgorithm.HS256, bytes);
  }

  private static TokenKey secret(TokenAlgorithm algorithm, byte[] bytes) {
    return new TokenKey(algorithm, new SecretKeySpec(bytes, algorithm.family().javaName()));
  }

  TokenAlgorithm algorithm() {
    return algorithm;
  }

  Key key() {
    return key;
  }

  /** Returns the algorithm, never the key. */
  @Override
  public String toString() {
    return algorithm.toString();
  }
}
