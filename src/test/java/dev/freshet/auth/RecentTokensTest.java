package dev.freshet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentTokensTest {
  private static final Instant START = Instant.parse("2026-11-26T00:00:00Z");

  private Instant now = START;
  private final RecentTokens tokens = new RecentTokens(() -> now);

  private static Grants until(@Nullable Instant expires) {
    return new Grants(Set.of(), Set.of(), true, expires, List.of(), Bearer.NOBODY);
  }

  @Test
  void token_thatWasKept_isFoundForHalfAMinute() {
    Grants grants = until(null);
    tokens.keep("a", grants);

    now = START.plus(RecentTokens.KEPT).minusMillis(1);
    assertThat(tokens.find("a")).isSameAs(grants);
    assertThat(tokens.find("b")).isNull();

    now = START.plus(RecentTokens.KEPT);
    assertThat(tokens.find("a")).isNull();
  }

  @Test
  void token_thatExpiresSooner_isNotFoundFromThenOn() {
    Instant expires = START.plus(Duration.ofSeconds(2));
    tokens.keep("a", until(expires));

    now = expires.minusMillis(1);
    assertThat(tokens.find("a")).isNotNull();

    now = expires;
    assertThat(tokens.find("a")).isNull();
  }

  @Test
  void moreTokensThanAreKept_driveOutTheOld() {
    for (int i = 0; i <= RecentTokens.MOST; i++) {
      tokens.keep("token-" + i, until(null));
    }

    assertThat(tokens.find("token-0")).isNull();
    assertThat(tokens.find("token-" + RecentTokens.MOST)).isNotNull();
  }
}
