package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.freshet.event.Event;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
  private static final String SECRET =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  private final TokenVerifier verifier = new TokenVerifier(TokenKey.of("HS256", SECRET));

  private static JWTClaimsSet.Builder claims(Object publish) {
    return new JWTClaimsSet.Builder().claim("mercure", Map.of("publish", publish));
  }

  private static String sign(JWSAlgorithm algorithm, String secret, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
    jwt.sign(new MACSigner(secret.getBytes(UTF_8)));
    return jwt.serialize();
  }

  private static String sign(JWTClaimsSet claims) throws JOSEException {
    return sign(JWSAlgorithm.HS256, SECRET, claims);
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void token_withTheRight_mayPublishToAllTopicsOfAnEvent() throws Exception {
    Grants grants = verifier.verify(sign(claims(List.of("/books/{id}", "news")).build()));

    assertThat(grants.mayPublish(Event.of("/books/1", ""))).isTrue();
    assertThat(grants.mayPublish(Event.on("news").topic("/books/1").build())).isTrue();
    assertThat(grants.mayPublish(Event.on("news").topic("/films/1").build())).isFalse();
    assertThat(grants.subscribe()).isEmpty();
  }

  @Test
  void token_withSubscribeRights_givesThem() throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder().claim("mercure", Map.of("subscribe", List.of("*"))).build();

    Grants grants = verifier.verify(sign(claims));

    assertThat(grants.subscribe()).hasSize(1);
    assertThat(grants.mayPublish(Event.of("t", ""))).isFalse();
  }

  @Test
  void token_withoutTheClaim_isValidAndGivesNothing() throws Exception {
    assertThat(verifier.verify(sign(new JWTClaimsSet.Builder().build()))).isEqualTo(Grants.NONE);
  }

  @Test
  void token_signedByAnotherKeyOrAlgorithm_isRefused() throws JOSEException {
    JWTClaimsSet claims = claims(List.of("*")).build();

    assertRefused(sign(JWSAlgorithm.HS256, "x".repeat(64), claims));
    assertRefused(sign(JWSAlgorithm.HS512, SECRET, claims));
    assertRefused(new PlainJWT(claims).serialize());
    assertRefused(sign(claims) + "x");
  }

  @Test
  void token_outsideItsTime_isRefused() throws JOSEException {
    Instant now = Instant.now();

    assertRefused(
        sign(claims(List.of("*")).expirationTime(Date.from(now.minusSeconds(120))).build()));
    assertRefused(
        sign(claims(List.of("*")).notBeforeTime(Date.from(now.plusSeconds(120))).build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b", "a.b.c", "....", "eyJhbGciOiJub25lIn0.e30."})
  void token_thatIsNone_isRefused(String token) {
    assertRefused(token);
  }

  @Test
  void token_whoseClaimIsNoListOfSelectors_isRefused() throws JOSEException {
    assertRefused(sign(claims("*").build()));
    assertRefused(sign(claims(List.of(1)).build()));
    assertRefused(sign(claims(List.of("")).build()));
    assertRefused(sign(claims(Collections.nCopies(Event.MAX_TOPICS + 1, "t")).build()));
    assertRefused(sign(new JWTClaimsSet.Builder().claim("mercure", "all").build()));
  }

  @Test
  void key_thatIsTooShortOrOfAnUnknownKind_isRefused() {
    assertThatThrownBy(() -> TokenKey.of("HS256", "short")).hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> TokenKey.of("none", SECRET)).hasMessageContaining("HS256");
    assertThat(TokenKey.of("HS512", SECRET)).hasToString("HS512");
    assertThat(TokenKey.random()).hasToString("HS256");
  }
}
