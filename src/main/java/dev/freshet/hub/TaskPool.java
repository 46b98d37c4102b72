package dev.freshet.hub;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes executors for what the pumps give away. A container's own executor captures its caller's
 * context with each task, for which Payara looks through the class path: that takes a pump, and all
 * its streams, longer than most tasks take. Here the container makes the threads, once.
 */
public final class TaskPool {
  private static final int IDLE_SECONDS = 30;

  private TaskPool() {}

  /**
   * An executor that runs so many tasks at a time; more wait, in their order, and none is refused.
   * Threads that have nothing to do end after half a minute, so that it need not be closed.
   *
   * @param threads makes the threads, with the context that all tasks have
   */
  public static Executor of(int most, ThreadFactory threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
