package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedTopicsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/mercure",
        "/.well-known/mercure/subscriptions/a/b",
        "https://example.com/.well-known/mercure",
        "https://example.com/a/.well-known/mercure?x",
        "/%2ewell-known/mercure",
        "/%2Ewell%2Dknown/m%65rcure",
        "/%252ewell-known/mercure",
        "/.well-known%2Fmercure",
        "/.well-known\\mercure",
        "\\.well-known\\mercure",
        "/.well-known/./mercure",
        "/.well-known/x/../mercure",
        "/a/../.well-known/b/c/../../mercure",
        "/%2e%2e/.well-known/mercure",
        "/.well-known/mercure/.."
      })
  void topic_thatMeansTheHubsOwnPath_isReserved(String topic) {
    assertThat(ReservedTopics.has(topic)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "mercure",
        "/.well-known/other",
        "/well-known/mercure",
        ".well-known/mercury",
        "/.WELL-KNOWN/mercure",
        "100%",
        "%zz"
      })
  void topic_thatDoesNot_isFree(String topic) {
    assertThat(ReservedTopics.has(topic)).isFalse();
  }

  @Test
  void topic_ofAnyLength_isLookedAtInLinearTime() {
    assertThat(ReservedTopics.has("/a".repeat(500_000) + "/..".repeat(500_000))).isFalse();
    assertThat(ReservedTopics.has("%25".repeat(500_000))).isFalse();
  }
}
