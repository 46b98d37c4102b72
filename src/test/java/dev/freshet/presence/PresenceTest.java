package dev.freshet.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceTest {
  @ParameterizedTest
  @CsvSource({
    "https://example.com/a b?c=d&e#f, https%3A%2F%2Fexample.com%2Fa%20b%3Fc%3Dd%26e%23f",
    "*, %2A",
    "/books/{id}, %2Fbooks%2F%7Bid%7D",
    "100%+x~y, 100%25%2Bx~y",
    "\u20ac, %E2%82%AC",
    "../.., ..%2F.."
  })
  void path_hasEachPartPercentEncoded(String topic, String encoded) {
    Presence presence = new Presence("urn:uuid:1", topic, null);

    assertThat(presence.path())
        .isEqualTo("/.well-known/mercure/subscriptions/" + encoded + "/urn%3Auuid%3A1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[1,null]}", "\"text\"", "1.50", "true", "[]"})
  void presence_writtenAndParsed_isTheSame(String payload) {
    Presence with = new Presence("s", "t \ud83d\ude00", payload);
    Presence without = new Presence("s", "t", null);

    assertThat(Presence.parse(with.write())).isEqualTo(with);
    assertThat(Presence.parse(without.write())).isEqualTo(without);
    assertThat(with.describe(true).build().get("payload")).hasToString(payload);
    assertThat(without.describe(false).build()).doesNotContainKey("payload");
  }
}
