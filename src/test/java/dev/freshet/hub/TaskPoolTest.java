package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaskPoolTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Executor pool =
      TaskPool.of(
          2,
          task -> {
            made.incrementAndGet();
            return Executors.defaultThreadFactory().newThread(task);
          });

  @Test
  void tasksThatBlock_haveTheOthersWait_andNoneIsRefused() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    for (int i = 0; i < 1000; i++) {
      pool.execute(
          () -> {
            begun.incrementAndGet();
            awaitUninterruptibly(release);
          });
    }
    await().until(() -> begun.get() == 2);
    assertThat(made).hasValue(2);

    release.countDown();

    await().until(() -> begun.get() == 1000);
    assertThat(made).hasValue(2);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
