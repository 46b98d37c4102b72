package dev.freshet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.json.Json;
import dev.freshet.testing.FuzzInput;
import java.security.GeneralSecurityException;
import java.util.List;

/** Signs a line as the header of a token, and the rest as its claims. */
class ClaimsFuzzTest {
  private static final TokenVerifier VERIFIER =
      new TokenVerifier(TokenKey.of(TokenAlgorithm.HS256, Hmac.SECRET));

  @FuzzTest(maxDuration = "1m")
  void verify_anythingSigned_isReadOrRefused(byte[] input) throws GeneralSecurityException {
    List<String> lines = FuzzInput.lines(input);
    String token = Hmac.token(lines.get(0), String.join("\n", FuzzInput.after(lines, 0)));
    Grants grants;
    try {
      grants = VERIFIER.verify(token);
    } catch (InvalidTokenException refused) {
      assertThat(refused.getMessage()).hasSizeLessThan(200);
      return;
    }
    assertThat(Json.object(lines.get(0)).getString("alg")).isEqualTo("HS256");
    assertThat(grants.publish()).hasSizeLessThanOrEqualTo(2 * Event.MAX_TOPICS);
    assertThat(grants.mayPublish(Event.of("chat", ""))).isIn(true, false);
    assertThat(grants.ownKey("key")).endsWith("key");
    String payload = grants.payload(Selector.of("chat"));
    assertThat(payload == null || !Json.value(payload).toString().isEmpty()).isTrue();
  }
}
