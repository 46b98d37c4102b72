package dev.freshet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Selector;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose idempotency keys are whose. */
class OwnKeyHardeningTest {
  private static Grants grants(
      @Nullable String issuer, @Nullable String subject, String fingerprint, String... publish) {
    Set<Selector> topics = Arrays.stream(publish).map(Selector::of).collect(Collectors.toSet());
    Bearer bearer = new Bearer(issuer, subject, fingerprint, null, fingerprint);
    return new Grants(topics, Set.of(), /* admin= */ false, null, List.of(), bearer);
  }

  private static Grants session(String id) {
    Bearer bearer = Bearer.ofSession(id, Instant.EPOCH);
    return new Grants(Set.of(), Set.of(), /* admin= */ true, null, List.of(), bearer);
  }

  @Test
  void ownKey_ofRenewedTokens_isTheSame() {
    assertThat(grants("i", "a", "1", "x").ownKey("k"))
        .isEqualTo(grants("i", "a", "2", "y").ownKey("k"));
    assertThat(grants("i", null, "1", "x", "y").ownKey("k"))
        .isEqualTo(grants("i", null, "2", "y", "x").ownKey("k"));
    assertThat(session("1").ownKey("k")).isEqualTo(session("2").ownKey("k"));
  }

  @Test
  void ownKey_ofDifferentPublishers_isNot() {
    List<Grants> publishers =
        List.of(
            grants(null, null, "1"),
            grants(null, null, "1", "x"),
            grants(null, null, "1", "x", "y"),
            grants(null, null, "1", "x\",\"EXACT y"),
            grants(null, "x", "1"),
            grants(null, "null", "1"),
            grants("null", null, "1"),
            grants("i", "a", "1"),
            grants("j", "a", "1"),
            grants("i", "b", "1"),
            grants("i\",\"a", null, "1"),
            session("1"),
            grants("administrator", null, "1"));

    assertThat(publishers.stream().map(each -> each.ownKey("k")).distinct())
        .hasSameSizeAs(publishers);
  }

  @Test
  void ownKey_isNoneOfTheHubs() {
    assertThat(grants(null, "a", "1").ownKey("social\npost")).startsWith("publisher\n");
  }
}
