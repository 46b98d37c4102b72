package dev.freshet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.auth.Revocation.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevocationsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00.500Z");

  private Instant time = NOW;
  private final Revocations revocations = new Revocations(() -> time);

  private static Bearer bearer(
      @Nullable String subject, @Nullable String token, @Nullable String issued) {
    return new Bearer(null, subject, token, issued == null ? null : Instant.parse(issued), "f");
  }

  @Test
  void token_byItsName_isCoveredAndNoOther() {
    revocations.add(new Revocation(Kind.TOKEN, "t1", NOW, null));

    assertThat(revocations.covers(bearer("alice", "t1", "2030-01-02T00:00:00Z"))).isTrue();
    assertThat(revocations.covers(bearer("alice", "t2", null))).isFalse();
    assertThat(revocations.covers(bearer("t1", null, null))).isFalse();
    assertThat(revocations.covers(Bearer.NOBODY)).isFalse();
  }

  @Test
  void subject_upToTheSecondOfItsRevocation_isCovered() {
    revocations.add(new Revocation(Kind.SUBJECT, "alice", NOW, null));

    assertThat(revocations.covers(bearer("alice", "a", "2030-01-01T11:00:00Z"))).isTrue();
    assertThat(revocations.covers(bearer("alice", null, "2030-01-01T12:00:00Z"))).isTrue();
    assertThat(revocations.covers(bearer("alice", null, null))).isTrue();
    assertThat(revocations.covers(bearer("alice", null, "2030-01-01T12:00:01Z"))).isFalse();
    assertThat(revocations.covers(bearer("bob", "alice", null))).isFalse();
  }

  @Test
  void revocation_afterItsEnd_isForgotten() {
    revocations.add(new Revocation(Kind.TOKEN, "t1", NOW, NOW.plusSeconds(60)));
    time = NOW.plusSeconds(59);
    assertThat(revocations.covers(bearer(null, "t1", null))).isTrue();

    time = NOW.plusSeconds(60);

    assertThat(revocations.covers(bearer(null, "t1", null))).isFalse();
    assertThat(revocations.inForce()).isEmpty();
  }

  @Test
  void lift_endsIt() {
    revocations.add(new Revocation(Kind.TOKEN, "t1", NOW, null));

    assertThat(revocations.lift(Kind.SUBJECT, "t1")).isFalse();
    assertThat(revocations.lift(Kind.TOKEN, "t1")).isTrue();
    assertThat(revocations.covers(bearer(null, "t1", null))).isFalse();
  }

  @Test
  void replace_keepsTheseAlone() {
    revocations.add(new Revocation(Kind.TOKEN, "old", NOW, null));
    Revocation known = new Revocation(Kind.TOKEN, "new", NOW, null);

    revocations.replace(List.of(known));

    assertThat(revocations.inForce()).containsExactly(known);
  }
}
