package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that are written to be counted apart, to be trusted, or to be looked up. */
class AddressesHardeningTest {
  private static final String PROXY = "10.0.0.1";
  private static final Addresses OURS = Addresses.parse(PROXY);

  private static String network(String address) {
    return OURS.client(PROXY, List.of(address));
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:8.8.8.1, 8.8.8.1",
    "::FFFF:808:801, 8.8.8.1",
    "0:0:0:0:0:ffff:8.8.8.1, 8.8.8.1",
    "2001:db8::1, 2001:db8:0:0:ffff::2",
    "2001:db8::1, 2001:0DB8:0000:0000:1:2:3:4",
    "2001:db8:0:0:1:2:1.2.3.4, 2001:db8::",
    "fe80::1%eth0, fe80::2%eth1",
    "fe80::1, fe80::2%1"
  })
  void network_ofOneClient_isOneHoweverItsAddressIsWritten(String one, String other) {
    assertThat(network(one)).isEqualTo(network(other)).isNotEqualTo(PROXY);
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.1, 8.8.8.2",
    "2001:db8:0:1::1, 2001:db8:0:2::1",
    "::8.8.8.1, 8.8.8.1",
    "::1, 0.0.0.1"
  })
  void network_ofDifferentClients_isNotOne(String one, String other) {
    assertThat(network(one)).isNotEqualTo(network(other)).isNotEqualTo(PROXY);
    assertThat(network(other)).isNotEqualTo(PROXY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3.4.5",
        "1.2.3",
        "1",
        "256.1.1.1",
        "01.2.3.4",
        "+1.2.3.4",
        "1.2.3.-4",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.4 ",
        "\u0661.2.3.4",
        "0x7f.1.1.1",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        "12345::",
        ":1:2:3:4:5:6:7",
        "::1:",
        "::g",
        "::+1",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "::1.2.3",
        "fe80::1%",
        "1.2.3.4%eth0",
        "[::1]",
        "1.2.3.4:80",
        "localhost",
        "unknown",
        ""
      })
  void forwarded_somethingElse_isNotBelieved(String text) {
    assertThat(network(text)).isEqualTo(PROXY);
    if (!text.isBlank()) {
      assertThatIllegalArgumentException().isThrownBy(() -> Addresses.parse(text + "/0"));
    }
  }

  @Test
  void forwarded_veryLong_isNotBelieved() {
    assertThat(network("::1%" + "x".repeat(10_000))).isEqualTo(PROXY);
    assertThat(network(":".repeat(10_000))).isEqualTo(PROXY);
  }

  @Test
  void proxies_aTrustedOneThatConnectsByAMappedAddress_isTrusted() {
    assertThat(OURS.client("::ffff:10.0.0.1", List.of("9.9.9.9"))).isEqualTo("9.9.9.9");
    assertThat(Addresses.parse("::ffff:10.0.0.0/104").client("10.1.2.3", List.of("9.9.9.9")))
        .isEqualTo("9.9.9.9");
    assertThatIllegalArgumentException().isThrownBy(() -> Addresses.parse("::ffff:10.0.0.0/8"));
  }
}
