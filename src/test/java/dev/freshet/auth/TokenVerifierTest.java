package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.TextBounds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

  private @Nullable String payload(JWTClaimsSet claims) throws Exception {
    return verifier.verify(sign(claims)).payload(Selector.of("t"));
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
    Grants grants = verifier.verify(sign(new JWTClaimsSet.Builder().build()));

    assertThat(grants.publish()).isEmpty();
    assertThat(grants.subscribe()).isEmpty();
    assertThat(grants.admin()).isFalse();
    assertThat(grants.bearer().account()).startsWith("fingerprint ");
  }

  @Test
  void claim_underItsOtherName_counts() throws Exception {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .claim("https://mercure.rocks/", Map.of("publish", List.of("a", "b")));

    assertThat(verifier.verify(sign(claims.build())).publish()).hasSize(2);
    claims.claim("mercure", Map.of("publish", List.of("c")));
    assertThat(verifier.verify(sign(claims.build())).publish()).hasSize(1);
    assertRefused(sign(claims.claim("mercure", "all").build()));
    assertRefused(sign(new JWTClaimsSet.Builder().claim("https://mercure.rocks/", 1).build()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"<Ada> & \\\"Bob\\\"\",\"groups\":[1,null,{}]}",
        "[]",
        "\"text\"",
        "12",
        "true"
      })
  void payload_ofAnyKind_isKeptAsJson(String json) throws Exception {
    JWTClaimsSet claims = JWTClaimsSet.parse("{\"mercure\":{\"payload\":" + json + "}}");

    assertThat(payload(claims)).isEqualTo(json);
  }

  @Test
  void payload_thatIsNullOrAbsent_isNull() throws Exception {
    for (String claim : List.of("{}", "{\"payload\":null}")) {
      JWTClaimsSet claims = JWTClaimsSet.parse("{\"mercure\":" + claim + "}");

      assertThat(payload(claims)).isNull();
    }
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
        sign(claims(List.of("*")).expirationTime(Date.from(now.minusSeconds(1))).build()));
    assertRefused(sign(claims(List.of("*")).notBeforeTime(Date.from(now.plusSeconds(30))).build()));
  }

  @Test
  void token_outsideItsTimeByLessThanTheClockSkew_isValidForSoLong() throws Exception {
    TokenVerifier patient =
        new TokenVerifier(
            TokenTrust.in(TokenKey.of("HS256", SECRET)),
            Duration.ofMinutes(1).minusMillis(1),
            TextBounds.DEFAULT);
    Instant past = Instant.now().minusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
    Instant future = past.plusSeconds(60);

    Grants grants =
        patient.verify(sign(claims(List.of("*")).expirationTime(Date.from(past)).build()));
    patient.verify(sign(claims(List.of("*")).notBeforeTime(Date.from(future)).build()));

    assertThat(grants.expiresAt()).isEqualTo(past.plusSeconds(60));
    String older = sign(claims(List.of()).expirationTime(Date.from(past.minusSeconds(60))).build());
    assertThatThrownBy(() -> patient.verify(older)).isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void token_withSelectorsThatAreTooLong_isRefused() throws Exception {
    String longest = "x".repeat(TextBounds.DEFAULT.selector());
    List<String> tooMany = IntStream.range(0, 17).mapToObj(i -> i + longest.substring(2)).toList();

    assertThat(verifier.verify(sign(claims(List.of(longest)).build())).publish()).hasSize(1);
    String one = sign(claims(List.of(longest + "x")).build());
    assertThatThrownBy(() -> verifier.verify(one))
        .isInstanceOf(InvalidTokenException.class)
        .hasMessageContaining("FRESHET_MAX_SELECTOR");
    String several = sign(claims(tooMany).build());
    assertThatThrownBy(() -> verifier.verify(several))
        .isInstanceOf(InvalidTokenException.class)
        .hasMessageContaining("FRESHET_MAX_SELECTORS_SIZE");
  }

  @Test
  void token_signedWithThePreviousKey_isTakenToo() throws Exception {
    String previous = "x".repeat(32);
    JWTClaimsSet claims = claims(List.of("*")).build();
    TokenVerifier rotating =
        new TokenVerifier(
            new TokenTrust(
                TokenAlgorithm.HS256,
                List.of(TokenKey.of("HS256", SECRET), TokenKey.of("HS256", previous))),
            Duration.ZERO,
            TextBounds.DEFAULT);

    assertThat(rotating.verify(sign(claims)).publish()).hasSize(1);
    assertThat(rotating.verify(sign(JWSAlgorithm.HS256, previous, claims)).publish()).hasSize(1);
    String other = sign(JWSAlgorithm.HS256, "y".repeat(32), claims);
    assertThatThrownBy(() -> rotating.verify(other)).isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void previousKey_ofAnotherAlgorithm_isUnusable() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TokenTrust(TokenAlgorithm.HS256, List.of(TokenKey.of("HS512", SECRET))));
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
