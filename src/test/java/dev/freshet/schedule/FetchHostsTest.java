package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchHostsTest {
  @Test
  void parse_aList_hasItsHostsInLowerCase() {
    assertThat(FetchHosts.parse(" A.example:8080,, [::1] ,b").allowed())
        .containsExactlyInAnyOrder("a.example:8080", "[::1]", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "http://a", "a/", "a:", "a:123456", "[::1", "user@a", ".a", "*"})
  void entry_thatIsNoHost_isRefused(String entry) {
    assertThatIllegalArgumentException().isThrownBy(() -> FetchHosts.parse("a.example," + entry));
  }

  @Test
  void entry_ofTooManyLabels_isRefused() {
    String host = "a.".repeat(100_000) + "example";

    assertThatIllegalArgumentException().isThrownBy(() -> FetchHosts.parse(host));
  }
}
