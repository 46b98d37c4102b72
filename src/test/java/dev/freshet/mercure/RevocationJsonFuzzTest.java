package dev.freshet.mercure;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.auth.Revocation;
import dev.freshet.testing.FuzzInput;
import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;

/** Reads any text as the wish to revoke something. */
class RevocationJsonFuzzTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

  @FuzzTest(maxDuration = "1m")
  void wish_anyText_isReadOrRefused(byte[] input) {
    try {
      Revocation wish = RevocationJson.wish(FuzzInput.text(input), NOW);
      assertThat(wish.isOver(NOW)).isFalse();
      assertThat(RevocationJson.read(RevocationJson.write(wish))).isEqualTo(wish);
    } catch (WebApplicationException refused) {
      FuzzInput.assertBadRequest(refused);
    }
  }
}
