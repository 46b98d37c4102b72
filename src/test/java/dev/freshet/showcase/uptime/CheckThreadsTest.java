package dev.freshet.showcase.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts that find no thread: that says nothing of what was to be checked. */
class CheckThreadsTest {
  private static final HostPort NOWHERE = new HostPort("localhost", 1);

  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);

  @AfterEach
  void stop() {
    timers.shutdownNow();
  }

  @Test
  void attempt_thatIsRefused_fails() {
    SocketCheck sockets =
        new SocketCheck(
            task -> {
              throw new RejectedExecutionException("full");
            },
            timers);
    assertThat(sockets.start(NOWHERE, Duration.ofSeconds(60), SocketCheck::connected))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void attempt_thatWaitsForAThreadTooLong_fails_andIsNotMadeLater() {
    Deque<Runnable> queue = new ArrayDeque<>();
    SocketCheck sockets = new SocketCheck(queue::add, timers);
    boolean[] isMade = {false};
    var outcome =
        sockets.start(
            NOWHERE,
            Duration.ofMillis(20),
            (socket, begun) -> {
              isMade[0] = true;
              return ScriptedChecker.UP;
            });
    assertThat(outcome)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(RejectedExecutionException.class);
    queue.remove().run();
    assertThat(isMade[0]).isFalse();
  }
}
