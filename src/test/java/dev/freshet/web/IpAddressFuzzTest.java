package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Reads any text as an address, and asks the JDK about what is one: it looks no literal up. */
class IpAddressFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void parse_anyText_isWhatTheJdkReads(byte[] input) throws UnknownHostException {
    String text = FuzzInput.text(input);
    IpAddress address = IpAddress.parse(text);

    if (address != null) {
      int zone = text.indexOf('%');
      String literal = zone < 0 ? text : text.substring(0, zone);
      boolean hasColon = literal.indexOf(':') >= 0;
      byte[] bytes = InetAddress.getByName(hasColon ? "[" + literal + "]" : literal).getAddress();
      assertThat(address.bits()).isEqualTo(bytes.length * Byte.SIZE);
      assertThat(address.network()).isEqualTo(network(bytes));
      assertThat(address.shares(address.bits(), address)).isTrue();
    }
  }

  private static String network(byte[] bytes) {
    return bytes.length == 4
        ? (bytes[0] & 255)
            + "."
            + (bytes[1] & 255)
            + "."
            + (bytes[2] & 255)
            + "."
            + (bytes[3] & 255)
        : HexFormat.of().formatHex(bytes, 0, 8) + "/64";
  }
}
