package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawAnswer;
import dev.freshet.testing.StrictServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub that is told the names under which it is reached. */
@ExtendWith(StrictServer.class)
class HostsHardeningIT {
  @ParameterizedTest
  @CsvSource({
    StrictServer.HOST + ", 200",
    "localhost, 200",
    "127.0.0.1:1, 200",
    "evil.example, 400",
    "192.0.2.1, 400"
  })
  void host_thatIsNotListed_isRefusedEverywhere(String host, int status, FreshetServer server) {
    for (String target : new String[] {"/", "/api/status", "/assets/main.js"}) {
      RawAnswer answer =
          RawAnswer.raw(server.port(), "GET " + target + " HTTP/1.1", "Host: " + host);

      assertThat(answer.status()).as(target).isEqualTo(status);
      assertThat(answer.body()).doesNotContain("evil");
    }
  }

  /** The server redirects before a filter sees the request. */
  @ParameterizedTest
  @ValueSource(strings = {"/assets/..;/", "/.;/"})
  void redirectOfTheServers_namesNoHost(String target, FreshetServer server) {
    RawAnswer answer =
        RawAnswer.raw(server.port(), "GET " + target + " HTTP/1.1", "Host: evil.example");

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("location")).startsWith("/").doesNotStartWith("//");
    assertThat(answer.toString()).doesNotContain("evil");
  }

  @ParameterizedTest
  @CsvSource({"http://evil.example/, 400", "http://" + StrictServer.HOST + "/, 200"})
  void host_inTheRequestLine_isCheckedToo(String target, int status, FreshetServer server) {
    RawAnswer answer =
        RawAnswer.raw(server.port(), "GET " + target + " HTTP/1.1", "Host: " + StrictServer.HOST);

    assertThat(answer.status()).isEqualTo(status);
  }
}
