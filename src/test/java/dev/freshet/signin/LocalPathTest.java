package dev.freshet.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is sent away from the hub. */
class LocalPathTest {
  @ParameterizedTest
  @ValueSource(strings = {"/", "/schedules.xhtml", "/uptime.xhtml?a=b&c=%20#d"})
  void path_ofAPageOfOurs_stays(String path) {
    assertThat(LocalPath.of(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "//evil",
        "https://evil",
        "/\\evil",
        "\\\\evil",
        "/a\\b",
        "evil",
        "javascript:alert(1)",
        "/\n/evil",
        "/\t/evil",
        " //evil",
        "/ä"
      })
  void anythingElse_isTheFirstPage(String path) {
    assertThat(LocalPath.of(path)).isEqualTo(LocalPath.HOME);
  }
}
