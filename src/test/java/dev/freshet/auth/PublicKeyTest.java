package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.freshet.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are signed with a private key and checked with the public one. */
class PublicKeyTest {
  private static final JWTClaimsSet CLAIMS =
      new JWTClaimsSet.Builder().claim("mercure", Map.of("publish", List.of("*"))).build();

  /** Of P-256, and below it a certificate of the same key. */
  private static final String PUBLIC_KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9/4xdb7jER+Z0JbjcAN8VKOJeIga
      1fcYs8ISXU8PjLfnXxNP0PPzlj/sgcO1vbC4amex43jnZVns0kZRZuHTRQ==
      -----END PUBLIC KEY-----
      """;

  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBczCCARmgAwIBAgIUAbFsmDiL8obt/BnWQayJVlKvCRIwCgYIKoZIzj0EAwIw
      DzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMjMxNzMwMTBaFw0zNjExMjAxNzMwMTBa
      MA8xDTALBgNVBAMMBHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT3/jF1
      vuMRH5nQluNwA3xUo4l4iBrV9xizwhJdTw+Mt+dfE0/Q8/OWP+yBw7W9sLhqZ7Hj
      eOdlWezSRlFm4dNFo1MwUTAdBgNVHQ4EFgQUHiR8qt0Of60gVN5EKgVPHJrFsU4w
      HwYDVR0jBBgwFoAUHiR8qt0Of60gVN5EKgVPHJrFsU4wDwYDVR0TAQH/BAUwAwEB
      /zAKBggqhkjOPQQDAgNIADBFAiEA6PRTOGlIVqvQha0KIan6Q3TW+/h0XR6FB7s2
      ZflitAsCIFzDtYrQg9D0fpKpb+hYFsoya6M4cqWLdAwyYb2iT7bD
      -----END CERTIFICATE-----
      """;

  private static void assertRefused(TokenVerifier verifier, String token) {
    assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidTokenException.class);
  }

  private static void assertUnusable(String algorithm, String key, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenKey.of(algorithm, key))
        .withMessageContaining(reason)
        .withNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
      })
  void token_ofEachAlgorithm_isTakenFromItsKeyOnly(String algorithm) throws Exception {
    SigningKey key = SigningKey.of(algorithm);
    TokenVerifier verifier = new TokenVerifier(TokenKey.of(algorithm, key.pem()));

    assertThat(verifier.verify(key.sign(CLAIMS)).mayPublish(Event.of("t", ""))).isTrue();
    assertRefused(verifier, SigningKey.of(algorithm).sign(CLAIMS));
    assertRefused(verifier, new PlainJWT(CLAIMS).serialize());
    String token = key.sign(CLAIMS);
    String head = token.substring(0, token.lastIndexOf('.') + 1);
    assertRefused(verifier, head);
    assertRefused(verifier, head + "AAAA");
    assertRefused(verifier, head + "A".repeat(token.length() - head.length()));
  }

  @Test
  void token_ofAnotherAlgorithmWithTheSameKey_isRefused() throws Exception {
    SigningKey key = SigningKey.of("RS256");
    TokenVerifier verifier = new TokenVerifier(TokenKey.of("RS256", key.pem()));

    assertRefused(verifier, key.sign(new JWSHeader(JWSAlgorithm.RS512), CLAIMS));
    assertRefused(verifier, key.sign(new JWSHeader(JWSAlgorithm.PS256), CLAIMS));
  }

  @Test
  void token_whoseSecretIsThePublicKey_isRefused() throws Exception {
    SigningKey key = SigningKey.of("ES256");
    TokenVerifier verifier = new TokenVerifier(TokenKey.of("ES256", key.pem()));
    SignedJWT forged = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), CLAIMS);
    forged.sign(new MACSigner(key.pem().getBytes(UTF_8)));

    assertRefused(verifier, forged.serialize());
    assertUnusable("HS256", key.pem(), "no secret");
  }

  @Test
  void token_withSomethingCriticalInItsHeader_isRefused() throws Exception {
    SigningKey key = SigningKey.of("EdDSA");
    TokenVerifier verifier = new TokenVerifier(TokenKey.of("EdDSA", key.pem()));
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.EdDSA)
            .customParam("unheard-of", 1)
            .criticalParams(Set.of("unheard-of"))
            .build();

    assertRefused(verifier, key.sign(header, CLAIMS));
  }

  @Test
  void key_inOneLine_isRead() throws Exception {
    SigningKey key = SigningKey.of("ES256");

    for (String pem :
        List.of(
            key.pem().strip(),
            key.pem().replaceAll("\\R", "\\\\n"),
            key.pem().replaceAll("\\R", "\\\\r\\\\n"),
            key.pem().replaceAll("\\R", " "))) {
      assertThat(TokenKey.of("ES256", pem).key()).isEqualTo(key.publicKey());
    }
  }

  @Test
  void key_inACertificate_isRead() {
    assertThat(TokenKey.of("ES256", CERTIFICATE).key())
        .isEqualTo(TokenKey.of("ES256", PUBLIC_KEY).key());
    assertUnusable("RS256", CERTIFICATE, "RSA");
    assertUnusable("EdDSA", CERTIFICATE, "Ed25519");
  }

  @Test
  void key_thatIsWeakOrOnAnotherCurve_isUnusable() throws Exception {
    assertUnusable("RS256", SigningKey.rsa("RS256", 1024).pem(), "2048 bits");
    assertUnusable("PS512", SigningKey.rsa("PS512", 1024).pem(), "2048 bits");
    assertUnusable("ES256", SigningKey.of("ES384").pem(), "P-256");
    assertUnusable("ES512", SigningKey.of("ES256").pem(), "P-521");
    assertUnusable("RS256", SigningKey.of("ES256").pem(), "RSA");
    assertUnusable("EdDSA", SigningKey.of("ES256").pem(), "Ed25519");
  }

  @Test
  void key_thatIsNoPublicKey_isUnusable() throws Exception {
    assertUnusable("RS256", "a secret of thirty-two bytes, or more", "as PEM");
    assertUnusable("RS256", SigningKey.of("RS256").privatePem(), "private key");
    assertUnusable("RS256", PUBLIC_KEY.replace("M", "="), "public key");
    assertUnusable("ES256", PUBLIC_KEY.replace("MFkw", "MFkx"), "public key");
  }
}
