package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SettlingTest {
  private final List<Integer> settled = new ArrayList<>();
  private final Settling<Integer> settling = new Settling<>(settled::add);

  @Test
  void stream_isToldOnce_whenItHasLasted() {
    settling.add(1, 100);
    settling.add(2, 101);

    settling.advance(99 + Settling.NANOS);
    assertThat(settled).isEmpty();
    assertThat(settling.next()).isEqualTo(100 + Settling.NANOS);

    settling.advance(100 + Settling.NANOS);
    assertThat(settled).containsExactly(1);

    settling.advance(101 + Settling.NANOS);
    settling.advance(1000 + Settling.NANOS);
    assertThat(settled).containsExactly(1, 2);
    assertThat(settling.next()).isEqualTo(Expiries.NEVER);
  }

  @Test
  void manyStreams_areToldAFewAtATime() {
    IntStream.range(0, 2 * Settling.MOST).forEach(stream -> settling.add(stream, 0));

    settling.advance(Settling.NANOS);
    assertThat(settled).hasSize(Settling.MOST);
    assertThat(settling.next()).isEqualTo(Settling.NANOS);

    settling.advance(Settling.NANOS);
    assertThat(settled).hasSize(2 * Settling.MOST).isSorted();
  }
}
