package dev.freshet.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final Lane lane = new Lane("fetch", Thread::new, 2, 3);

  @AfterEach
  void release() {
    release.countDown();
  }

  private void block() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void execute_moreThanRunAndWait_isRefusedAndCounted() {
    for (int i = 0; i < 5; i++) {
      lane.execute(this::block);
    }

    assertThatThrownBy(() -> lane.execute(this::block))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("fetch");
    assertThat(lane.refused()).isEqualTo(1);
    assertThat(lane.isFull()).isTrue();
    assertThat(lane.waiting()).isEqualTo(3);
  }

  @Test
  void execute_tasksThatBlockAreReleased_laneIsEmptyAgain() {
    for (int i = 0; i < 5; i++) {
      lane.execute(this::block);
    }

    release.countDown();

    await().until(() -> lane.running() == 0 && lane.waiting() == 0);
    assertThat(lane.isFull()).isFalse();
  }

  @Test
  void execute_taskThrows_nextTaskRuns() {
    CountDownLatch ran = new CountDownLatch(1);
    Lane quiet =
        new Lane(
            "quiet",
            task -> {
              Thread thread = new Thread(task);
              thread.setUncaughtExceptionHandler((t, e) -> {});
              return thread;
            },
            1,
            4);

    quiet.execute(
        () -> {
          throw new IllegalStateException("a fault");
        });
    quiet.execute(ran::countDown);

    await().until(() -> ran.getCount() == 0);
  }
}
