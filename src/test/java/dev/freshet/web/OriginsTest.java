package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  @ParameterizedTest
  @CsvSource({
    "*, https://example.com",
    "*, null",
    "null, null",
    "https://example.com, https://example.com",
    "https://example.com, HTTPS://Example.com",
    "https://example.com, https://example.com:443",
    "http://example.com:80, http://example.com",
    "https://example.com:8000, https://example.com:8000",
    "http://localhost:3000, http://localhost:3000",
    "http://[::1]:3000, http://[::1]:3000",
    "capacitor://, capacitor://",
    "capacitor://www.example.com, capacitor://www.example.com",
    "ionic://, ionic://",
    "foobar://, foobar://",
    "https://*.example.com, https://a.example.com",
    "https://*.example.com, https://a.b.example.com",
    "https://*.example.com:8000, https://a.example.com:8000",
    "'https://a.example, https://b.example', https://b.example",
    "https://a.example https://b.example, https://b.example",
  })
  void matches_whatIsListed(String list, String origin) {
    assertThat(Origins.parse(list).matches(origin)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', https://example.com",
    "https://example.com, null",
    "null, https://example.com",
    "https://example.com, http://example.com",
    "https://example.com, https://example.com:8443",
    "https://example.com, https://www.example.com",
    "https://example.com, https://example.com.evil.example",
    "https://example.com, https://example.com/",
    "'https://a.example, https://b.example', 'https://a.example, https://b.example'",
    "capacitor://, capacitor://localhost",
    "https://*.example.com, https://example.com",
    "https://*.example.com, https://.example.com",
    "https://*.example.com, https://*.example.com",
    "https://*.example.com, https://evilexample.com",
    "https://*.example.com, http://a.example.com",
    "https://*.example.com, https://a.example.com:8000",
    "https://*.example.com, https://evil.example/.example.com",
    "https://*.example.com, https://evil.example#.example.com",
    "https://*.example.com, https://evil@a.example.com",
    "https://*.example.com, ''",
  })
  void matches_nothingElse(String list, String origin) {
    assertThat(Origins.parse(list).matches(origin)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f",
        "foo",
        "https://example.com, bar",
        "https://",
        "https://example.com/",
        "https://user@example.com",
        "https://user:word@example.com",
        "https://example.com:",
        "https://example.com:port",
        "https://example.com:65536",
        "https://example.com/path",
        "https://example.com?query",
        "https://example.com#fragment",
        "https://*",
        "https://a.*.example.com",
        "https://*example.com",
        "https://exämple.com",
        "*.example.com",
        "example.com",
        "//example.com",
      })
  void parse_whatIsNoOrigin_isRefused(String list) {
    assertThatIllegalArgumentException().isThrownBy(() -> Origins.parse(list));
  }

  @Test
  void parse_nothing_isTheEmptyList() {
    assertThat(Origins.parse(" , ")).isEqualTo(Origins.NONE);
    assertThat(Origins.NONE.isEmpty()).isTrue();
    assertThat(Origins.parse("https://a.example *").isAll()).isTrue();
  }

  @Test
  void ofAddress_isWhatStandsBeforeThePath() {
    assertThat(Origins.ofAddress("https://a.example:8000/b/c?d#e"))
        .isEqualTo("https://a.example:8000");
    assertThat(Origins.ofAddress("https://a.example")).isEqualTo("https://a.example");
    assertThat(Origins.ofAddress("https://a.example?b")).isEqualTo("https://a.example");
    assertThat(Origins.ofAddress("about:blank")).isEmpty();
  }

  @Test
  void same_ignoresCaseAndImpliedPorts() {
    assertThat(Origins.same("http://Hub.example:80", "http://hub.example")).isTrue();
    assertThat(Origins.same("http://hub.example", "https://hub.example")).isFalse();
    assertThat(Origins.same("", "")).isFalse();
  }

  @Test
  void origin_ofTooManyLabels_isNone() {
    String origin = "https://" + "a.".repeat(100_000) + "example";

    assertThat(Origins.parse("https://*.example").matches(origin)).isFalse();
    assertThat(Origins.same(origin, origin)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> Origins.parse(origin));
  }
}
