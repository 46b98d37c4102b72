package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.event.Event;
import dev.freshet.log.KeyReusedException;
import dev.freshet.log.Mark;
import dev.freshet.log.Term;
import dev.freshet.testing.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Marks, which Redis moves in the same step that appends an event. */
class RedisMarkTest {
  private final RedisServer redis = RedisServer.startDurable();
  private final OneLog node = OneLog.in(redis).awaitConnected();

  @AfterEach
  void close() {
    node.close();
    redis.close();
  }

  private void append(String data, Mark mark) {
    node.log.append(Event.of("t", data), Term.ANY, null, mark).toCompletableFuture().join();
  }

  @Test
  void event_whosePlaceIsNotGreater_isRefusedForEver() {
    append("a", new Mark("s 1", "0005", "first"));
    assertThatThrownBy(() -> append("b", new Mark("s 1", "0005", "again")))
        .hasRootCauseInstanceOf(KeyReusedException.class);
    assertThatThrownBy(() -> append("c", new Mark("s 1", "0004", "earlier")))
        .hasRootCauseInstanceOf(KeyReusedException.class);
    append("d", new Mark("s 2", "0001", "another"));
    append("e", new Mark("s 1", "0006", "next"));

    assertThat(node.log.keepsMarks()).isTrue();
    assertThat(node.log.store().read("schedule-marks"))
        .containsEntry("s 1", "0006 next")
        .containsEntry("s 2", "0001 another");
    node.log.store().remove("schedule-marks", "s 1").toCompletableFuture().join();
    append("f", new Mark("s 1", "0001", "made again"));
  }

  @Test
  void event_thatIsFencedOff_movesNoMark() {
    Mark mark = new Mark("fenced", "1", "x");
    assertThatThrownBy(
            () ->
                node.log
                    .append(Event.of("t", "a"), new Term(99), null, mark)
                    .toCompletableFuture()
                    .join())
        .isInstanceOf(RuntimeException.class);
    assertThat(node.log.store().read("schedule-marks", "fenced")).isEmpty();
  }

  @Test
  void place_thatIsNoNumber_isRefused() {
    assertThatThrownBy(() -> new Mark("s", "1x", "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Mark("s", "", "")).isInstanceOf(IllegalArgumentException.class);
  }
}
