package dev.freshet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.auth.Bearer;
import dev.freshet.web.Limits;
import jakarta.ws.rs.WebApplicationException;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final long HEAP = 1000;

  private final Streams streams = new Streams();

  private Place enter(long bytes) {
    return streams.enter(Bearer.NOBODY, "::1", bytes, Limits.NONE, HEAP);
  }

  private void assertFull(long bytes) {
    assertThatThrownBy(() -> enter(bytes))
        .isInstanceOfSatisfying(
            WebApplicationException.class,
            e -> {
              assertThat(e.getResponse().getStatus()).isEqualTo(503);
              assertThat(e.getResponse().getHeaderString("Retry-After")).isNotNull();
              assertThat((String) e.getResponse().getEntity()).contains("FRESHET_SELECTOR_HEAP");
            });
  }

  @Test
  void streams_whoseSelectorsTakeAllTheMemory_keepOthersOutUntilOneEnds() {
    Place first = enter(600);
    Place second = enter(400);
    assertFull(1);

    first.leave();
    first.leave();
    assertFull(601);
    Place third = enter(600);
    assertFull(1);

    second.leave();
    third.leave();
    assertThat(enter(HEAP)).isNotNull();
  }

  @Test
  void stream_thatIsRefused_takesNothing() {
    assertFull(Long.MAX_VALUE);

    assertThat(enter(HEAP)).isNotNull();
  }
}
