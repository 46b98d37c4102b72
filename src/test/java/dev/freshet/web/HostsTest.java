package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
  private static final Hosts OURS = Hosts.parse("Hub.example.com, [2001:DB8::1] ,192.0.2.1,");

  private static boolean isAllowed(Hosts hosts, String server, String... headers) {
    return hosts.refusal(List.of(headers).iterator(), server) == null;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hub.example.com",
        "HUB.EXAMPLE.COM:8443",
        "[2001:db8::1]:80",
        "hub.example.com:65535",
        "192.0.2.1",
        "localhost:8080",
        "127.0.0.1",
        "[::1]"
      })
  void nameOnTheList_orOfThisMachine_isAllowed(String host) {
    assertThat(isAllowed(OURS, "hub.example.com", host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "hub.example.com.evil.example",
        "evil.hub.example.com",
        "hub.example.com.",
        "hub.example.com:",
        "hub.example.com:x",
        "hub.example.com:65536",
        "hub.example.com:99999",
        "hub.example.com@evil.example",
        "hub.example.com/",
        "hub.example.com, hub.example.com",
        "2001:db8::1",
        "[2001:db8::1",
        "h\u00fcb.example.com"
      })
  void otherNames_areRefused(String host) {
    assertThat(isAllowed(OURS, "hub.example.com", host)).isFalse();
  }

  @Test
  void twoHeaders_areRefused_evenIfTheyAreTheSame() {
    assertThat(isAllowed(Hosts.ANY, "a", "a", "a")).isFalse();
  }

  @Test
  void noHeader_leavesTheNameThatTheServerDerives() {
    assertThat(isAllowed(Hosts.ANY, "anything")).isTrue();
    assertThat(isAllowed(OURS, "hub.example.com")).isTrue();
    assertThat(isAllowed(OURS, "evil.example")).isFalse();
  }

  @Test
  void addressInTheRequestLine_isCheckedToo() {
    assertThat(isAllowed(OURS, "evil.example", "hub.example.com")).isFalse();
  }

  @Test
  void hostThatIsHuge_isRefused() {
    assertThat(isAllowed(Hosts.ANY, "a", "a".repeat(256))).isFalse();
    assertThat(isAllowed(Hosts.ANY, "a", "a".repeat(255))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hub.example.com:8080", "https://hub.example.com", "*.example.com", "a b"})
  void parse_ofWhatIsNoHostName_isRefused(String list) {
    assertThatIllegalArgumentException().isThrownBy(() -> Hosts.parse(list));
  }
}
