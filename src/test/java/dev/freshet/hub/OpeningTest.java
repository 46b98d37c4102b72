package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningTest {
  private final Opening opening = new Opening();
  private final List<String> calls = new ArrayList<>();

  @Test
  void end_beforeTheBeginning_leavesTheOutletAlone() {
    opening.close(CloseReason.REVOKED, () -> calls.add("end"));

    assertThatExceptionOfType(StreamOverException.class)
        .isThrownBy(opening::begin)
        .extracting(StreamOverException::reason)
        .isEqualTo(CloseReason.REVOKED);
    assertThat(calls).isEmpty();
  }

  @Test
  void end_whileItOpens_comesAfterIt() {
    opening.begin();
    opening.close(CloseReason.EXPIRED, () -> calls.add("end"));
    assertThat(calls).isEmpty();
    opening.done();

    assertThat(calls).containsExactly("end");
  }

  @Test
  void end_ofAnOpenOutlet_comesAtOnce() {
    opening.begin();
    opening.done();
    opening.close(CloseReason.EXPIRED, () -> calls.add("end"));

    assertThat(calls).containsExactly("end");
  }
}
