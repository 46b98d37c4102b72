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
        "https://example.com/a/../.well-known/mercure?x",
        "https://example.com/.well-known/m%65rcure/a",
        "https://x\\.well-known\\mercure",
        "foo://host/.well-known/mercure/a",
        "mercure",
        "mercure/subscriptions/chat/urn%3Auuid%3A1",
        "./mercure/subscriptions/chat/urn%3Auuid%3A1",
        "x/../mercure/subscriptions/chat/urn%3Auuid%3A1",
        "../.well-known/mercure/a",
        "http:mercure/a",
        "http:/.well-known/mercure/a",
        "//example.com/.well-known/mercure",
        " /.well-known/mercure/a ",
        "?a",
        "#a",
        "/%2ewell-known/mercure",
        "/%2Ewell%2Dknown/m%65rcure",
        "/%252ewell-known/mercure",
        "/.well-known%2Fmercure",
        "/.well-known\\mercure",
        "\\.well-known\\mercure",
        "/.well-known/./mercure",
        "/.well-known/x/../mercure",
        "/a/../.well-known/b/c/../../mercure",
        "/%2e%2e/.well-known/mercure"
      })
  void topic_thatMeansTheHubsOwnPath_isReserved(String topic) {
    assertThat(ReservedTopics.has(topic)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "mercury",
        "subscriptions/a",
        "/mercure",
        "/.well-known/mercure/..",
        "/.well-known/mercureXXX",
        "https://example.com/.well-known/mercureXXX",
        "https://example.com/.well-known/mercure-dashboard",
        "https://example.com/foo/.well-known/mercure/bar",
        "https://example.com/.well-known%2Fmercure/x",
        "https://example.com/?/.well-known/mercure",
        "https://example.com/#/.well-known/mercure",
        "https:///.well-known/[/mercure",
        "urn:a:mercure",
        "urn:uuid:/.well-known/mercure",
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/mercure/subscriptions/*",
        "subscriptions/../mercure/subscriptions/*",
        "mercure/subscriptions/*",
        "*://*/.well-known/mercure/subscriptions/*",
        "http{s}?://*/.well-known/mercure/*"
      })
  void topic_thatAPatternOfTheHubsOwnTopicsMatches_isReserved(String pattern) {
    Selector selector = Selector.urlPattern(pattern);
    for (String start : new String[] {"", "/", "./", "../", "x/../", "\\", "http:", "https://a/"}) {
      for (String path : new String[] {"mercure/", ".well-known/mercure/", "a/../mercure/"}) {
        String topic = start + path + "subscriptions/chat/1";
        assertThat(!selector.matches(topic) || ReservedTopics.has(topic)).as(topic).isTrue();
      }
    }
  }

  @Test
  void topic_ofAnyLength_isLookedAtInLinearTime() {
    assertThat(ReservedTopics.has("/a".repeat(500_000) + "/..".repeat(500_000))).isFalse();
    assertThat(ReservedTopics.has("%25".repeat(500_000))).isFalse();
  }
}
