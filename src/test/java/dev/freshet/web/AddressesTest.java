package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @Test
  void client_behindNobodyOfOurs_isThePeerWhateverItSays() {
    Addresses none = Addresses.parse("");
    Addresses other = Addresses.parse("10.0.0.0/8");

    assertThat(none.client("1.2.3.4", List.of("9.9.9.9"))).isEqualTo("1.2.3.4");
    assertThat(other.client("1.2.3.4", List.of("9.9.9.9"))).isEqualTo("1.2.3.4");
  }

  @Test
  void client_behindProxiesOfOurs_isTheLastThatIsNone() {
    Addresses ours = Addresses.parse("10.0.0.0/8, ::1");

    assertThat(ours.client("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
    assertThat(ours.client("10.1.2.3", List.of("6.6.6.6", "5.5.5.5"))).isEqualTo("5.5.5.5");
    assertThat(ours.client("::1", List.of("6.6.6.6", "5.5.5.5", "10.9.9.9"))).isEqualTo("5.5.5.5");
    assertThat(ours.client("10.1.2.3", List.of("localhost"))).isEqualTo("10.1.2.3");
    assertThat(ours.client("10.1.2.3", List.of(""))).isEqualTo("10.1.2.3");
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.0.0/16, 192.168.255.1, true",
    "192.168.0.0/16, 192.169.0.1, false",
    "172.16.0.0/12, 172.31.0.1, true",
    "172.16.0.0/12, 172.32.0.1, false",
    "128.0.0.0/1, 255.0.0.1, true",
    "128.0.0.0/1, 127.0.0.1, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "10.0.0.1, 10.0.0.1, true",
    "10.0.0.1, 10.0.0.2, false"
  })
  void network_hasThoseWithItsBits(String network, String peer, boolean trusted) {
    String client = Addresses.parse(network).client(peer, List.of("9.9.9.9"));

    assertThat(client.equals("9.9.9.9")).isEqualTo(trusted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::1/129", "/8"})
  void list_withSomethingElse_isRefused(String list) {
    assertThatIllegalArgumentException().isThrownBy(() -> Addresses.parse(list));
  }
}
