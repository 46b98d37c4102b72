package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens with a right signature that are written as no signer writes them. */
class TokenFormHardeningTest {
  private static final String SECRET = "a secret of the tests that is long enough";
  private static final String HEADER = "{\"alg\":\"HS256\"}";
  private static final String CLAIMS = "{\"mercure\":{\"publish\":[\"*\"]}}";
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final TokenVerifier verifier = new TokenVerifier(TokenKey.of("HS256", SECRET));

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String sign(String header, String payload) {
    return signText(encode(header.getBytes(UTF_8)) + "." + encode(payload.getBytes(UTF_8)));
  }

  private static String signText(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
      return signed + "." + encode(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void token_asASignerWritesIt_isTaken() throws Exception {
    assertThat(verifier.verify(sign(HEADER, CLAIMS)).publish()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "=", "*", "\t", " ", ".", "+", "/", "é", "\u0000"})
  void signature_withCharactersThatAreNoneOfBase64Url_isRefused(String extra) {
    String token = sign(HEADER, CLAIMS);
    int middle = token.length() - 10;

    assertRefused(token + extra);
    assertRefused(token.substring(0, middle) + extra + token.substring(middle));
  }

  @Test
  void signature_whoseLastBitsSayNothingAndAreNotZero_isRefused() {
    String token = sign(HEADER, CLAIMS);
    int last = ALPHABET.indexOf(token.charAt(token.length() - 1));

    assertRefused(token.substring(0, token.length() - 1) + ALPHABET.charAt(last ^ 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "=", "\t"})
  void headerOrPayload_thatIsNotCanonical_isRefusedThoughItIsSigned(String extra) {
    String header = encode(HEADER.getBytes(UTF_8));
    String payload = encode(CLAIMS.getBytes(UTF_8));

    assertRefused(signText(header + extra + "." + payload));
    assertRefused(signText(header + "." + payload + extra));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "null", "7", "\"a\"", "", "{", "{}x"})
  void payload_thatIsNoObject_isRefused(String payload) {
    assertRefused(sign(HEADER, payload));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "nbf", "iat"})
  void time_thatIsNoNumber_isRefused(String name) throws Exception {
    String claims = "{\"mercure\":{\"publish\":[\"*\"]},\"" + name + "\":";
    for (String time : List.of("null", "\"1\"", "\"\"", "true", "[]", "[4102444800]", "{}")) {
      assertRefused(sign(HEADER, claims + time + "}"));
    }
    String number = name.equals("exp") ? "4102444800" : "1";
    assertThat(verifier.verify(sign(HEADER, claims + number + "}")).publish()).hasSize(1);
  }

  @Test
  void payload_thatNestsDeeply_isRefused() {
    assertRefused(sign(HEADER, "{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      value = {"[]", "[\"b64\"]", "[\"exp\"]", "null", "7"},
      delimiter = '|')
  void header_withCriticalExtensions_isRefused(String critical) {
    assertRefused(sign("{\"alg\":\"HS256\",\"b64\":true,\"crit\":" + critical + "}", CLAIMS));
  }

  @Test
  void sameClaims_withAnotherSignature_areTheSameBearer() throws Exception {
    SigningKey key = SigningKey.of("PS256");
    TokenVerifier one = new TokenVerifier(TokenKey.of("PS256", key.pem()));

    String first = key.sign(JWTClaimsSet.parse(CLAIMS));
    String second = key.sign(JWTClaimsSet.parse(CLAIMS));

    assertThat(first).isNotEqualTo(second);
    assertThat(one.verify(first).bearer()).isEqualTo(one.verify(second).bearer());
  }
}
