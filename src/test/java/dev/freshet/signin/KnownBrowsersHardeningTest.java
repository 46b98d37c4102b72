package dev.freshet.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passes of browsers are believed. */
class KnownBrowsersHardeningTest {
  private final Store store = new LocalStore(null);
  private Instant now = Instant.EPOCH.plusSeconds(1_000_000);

  private KnownBrowsers node(Store at) {
    KnownBrowsers node = new KnownBrowsers(at, () -> now);
    node.prepare();
    return node;
  }

  @Test
  void pass_isKnownAtEveryNode_andRenewedForTheSameBrowser() {
    String pass = node(store).pass(null);
    String id = Objects.requireNonNull(node(store).recognise(pass));

    now = now.plusSeconds(1);
    String renewed = node(store).pass(id);

    assertThat(renewed).isNotEqualTo(pass);
    assertThat(node(store).recognise(renewed)).isEqualTo(id);
    assertThat(node(store).recognise(node(store).pass(null))).isNotEqualTo(id);
  }

  @Test
  void pass_thatIsOld_isNotKnown() {
    KnownBrowsers node = node(store);
    String pass = node.pass(null);

    now = now.plus(KnownBrowsers.LIFE).minusSeconds(1);
    assertThat(node.recognise(pass)).isNotNull();
    now = now.plusSeconds(1);
    assertThat(node.recognise(pass)).isNull();
  }

  @Test
  void pass_thatWasChanged_isNotKnown() {
    KnownBrowsers node = node(store);
    String pass = node.pass(null);

    for (int i = 0; i < pass.length(); i++) {
      char other = pass.charAt(i) == '0' ? '1' : '0';
      assertThat(node.recognise(pass.substring(0, i) + other + pass.substring(i + 1))).isNull();
    }
    assertThat(node.recognise(pass + "0")).isNull();
    assertThat(node.recognise(node(new LocalStore(null)).pass(null))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.1.b", "00000000000000000000000000000000.1."})
  void pass_ofAnotherForm_isNotKnown(String pass) {
    assertThat(node(store).recognise(pass)).isNull();
  }
}
