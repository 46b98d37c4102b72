package dev.freshet.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The algorithms that may sign tokens (RFC 7518, section 3, and RFC 8037), and the keys that fit
 * them.
 */
public enum TokenAlgorithm {
  HS256(Family.SECRET, 32),
  HS384(Family.SECRET, 48),
  HS512(Family.SECRET, 64),
  RS256(Family.RSA, 2048),
  RS384(Family.RSA, 2048),
  RS512(Family.RSA, 2048),
  PS256(Family.RSA, 2048),
  PS384(Family.RSA, 2048),
  PS512(Family.RSA, 2048),
  ES256(Family.EC, 256),
  ES384(Family.EC, 384),
  ES512(Family.EC, 521),
  /** Only with Ed25519. */
  EDDSA(Family.ED25519, 256);

  /** Keys of one kind. */
  enum Family {
    SECRET("HmacSHA256"),
    RSA("RSA"),
    EC("EC"),
    ED25519("Ed25519");

    private final String keyFactory;

    Family(String keyFactory) {
      this.keyFactory = keyFactory;
    }

    /** Returns its name in Java's cryptography API. */
    String javaName() {
      return keyFactory;
    }
  }

  private final Family family;

  /** Minimum bytes of a secret or bits of an RSA key; exact bits of a curve. */
  private final int size;

  TokenAlgorithm(Family family, int size) {
    this.family = family;
    this.size = size;
  }

  /**
   * Returns the algorithm with this name, spelled exactly.
   *
   * @throws IllegalArgumentException if there is none, including for {@code none}
   */
  public static TokenAlgorithm of(String name) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the algorithm must be one of "
                        + Arrays.stream(values())
                            .map(TokenAlgorithm::toString)
                            .collect(Collectors.joining(", "))));
  }

  /** Whether a verifier of tokens could also sign them. */
  boolean isSymmetric() {
    return family == Family.SECRET;
  }

  Family family() {
    return family;
  }

  JWSAlgorithm jws() {
    return JWSAlgorithm.parse(toString());
  }

  /** Throws an IllegalArgumentException if the secret is too short (RFC 7518, section 3.2). */
  void check(byte[] secret) {
    if (secret.length < size) {
      throw new IllegalArgumentException("the key for " + this + " must have at least " + needs());
    }
  }

  /**
   * Throws an IllegalArgumentException if the key is of another kind, too short or on another
   * curve.
   */
  void check(PublicKey key) {
    if (!fits(key)) {
      throw new IllegalArgumentException("the key for " + this + " must be " + needs());
    }
  }

  boolean fits(PublicKey key) {
    return switch (family) {
      case SECRET -> false;
      case RSA -> key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= size;
      case EC ->
          key instanceof ECPublicKey ec && curve().equals(Curve.forECParameterSpec(ec.getParams()));
      case ED25519 ->
          key instanceof EdECPublicKey ed && ed.getParams().getName().equals(family.javaName());
    };
  }

  private Curve curve() {
    return Curve.parse("P-" + size);
  }

  private String needs() {
    return switch (family) {
      case SECRET -> size + " bytes";
      case RSA -> "an RSA key of at least " + size + " bits";
      case EC -> "on the curve " + curve();
      case ED25519 -> "on the curve Ed25519";
    };
  }

  /** Returns its name in a token's header. */
  @Override
  public String toString() {
    return this == EDDSA ? "EdDSA" : name();
  }
}
