package dev.freshet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** Takes any text for a token: only what was signed with the key is accepted. */
class TokenVerifierFuzzTest {
  private static final TokenVerifier VERIFIER =
      new TokenVerifier(TokenKey.of(TokenAlgorithm.HS256, Hmac.SECRET));

  @FuzzTest(maxDuration = "1m")
  void verify_anyText_acceptsOnlyWhatWasSigned(byte[] input) throws GeneralSecurityException {
    String token = FuzzInput.text(input);
    try {
      Grants unused = VERIFIER.verify(token);
    } catch (InvalidTokenException refused) {
      assertThat(refused.getMessage()).hasSizeLessThan(200);
      return;
    }
    int dot = token.lastIndexOf('.');
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    assertThat(signature).isEqualTo(Hmac.sign(token.substring(0, dot)));
  }
}
