package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import java.util.List;
import java.util.Locale;

/** Reads a line as the hub's host names, and the others as what requests say in {@code Host}. */
class HostsFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void refusal_isMissingOnlyForNamesOfTheList(byte[] input) {
    List<String> lines = FuzzInput.lines(input);
    Hosts hosts;
    try {
      hosts = Hosts.parse(lines.get(0));
    } catch (IllegalArgumentException refused) {
      return;
    }
    for (String host : FuzzInput.after(lines, 0)) {
      if (hosts.refusal(List.of(host).iterator(), "localhost") == null
          && !hosts.names().isEmpty()) {
        String name = host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
        assertThat(hosts.names().contains(name) || isLocal(name)).isTrue();
      }
    }
  }

  private static boolean isLocal(String name) {
    return List.of("localhost", "127.0.0.1", "[::1]").contains(name);
  }
}
