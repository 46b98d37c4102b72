package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a line as the proxies that are trusted, the next as a peer, and the others as what it
 * forwards.
 */
class AddressesFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void client_anyHeader_isThePeerOrWhatAProxySays(byte[] input) {
    List<String> lines = FuzzInput.lines(input);
    String peer = FuzzInput.line(lines, 1);
    List<String> forwarded = FuzzInput.after(lines, 1);
    Addresses proxies;
    try {
      proxies = Addresses.parse(lines.get(0));
    } catch (IllegalArgumentException refused) {
      proxies = Addresses.NONE;
    }

    String client = proxies.client(peer, forwarded);

    if (proxies.isTrusted(peer)) {
      assertThat(Stream.concat(Stream.of(peer), forwarded.stream()).map(AddressesFuzzTest::network))
          .contains(client);
    } else {
      assertThat(client).isEqualTo(network(peer));
    }
  }

  private static String network(String text) {
    IpAddress address = IpAddress.parse(text);
    return address == null ? text : address.network();
  }
}
