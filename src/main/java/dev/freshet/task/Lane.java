package dev.freshet.task;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * An executor for one purpose, with limits on running and waiting tasks, so that tasks of one
 * purpose never wait behind those of another. Any thread.
 *
 * <p>The threads come from the container's thread factory. A container's own executor captures its
 * caller's context with each task, for which Payara scans the class path; that takes longer than
 * most tasks. Idle threads end after half a minute, so a lane need not be closed.
 */
public final class Lane implements Executor {
  private static final int IDLE_SECONDS = 30;

  private final String name;
  private final int mostWaiting;
  private final ThreadPoolExecutor pool;
  private final LongAdder refused = new LongAdder();

  /**
   * Creates a lane.
   *
   * @param name what the tasks are for; shown in the status response
   * @param threads creates the threads, with the context of all tasks
   * @param mostRunning maximum tasks that run at the same time
   * @param mostWaiting maximum tasks that wait; further ones are refused
   */
  public Lane(String name, ThreadFactory threads, int mostRunning, int mostWaiting) {
    this.name = name;
    this.mostWaiting = mostWaiting;
    BlockingQueue<Runnable> queue =
        mostWaiting <= 1024
            ? new ArrayBlockingQueue<>(mostWaiting)
            : new LinkedBlockingQueue<>(mostWaiting);
    this.pool =
        new ThreadPoolExecutor(
            mostRunning, mostRunning, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads);
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs a task on one of the lane's threads.
   *
   * @throws RejectedExecutionException if too many tasks are waiting; this is counted. The caller
   *     should answer with 503, or keep the work for later
   */
  @Override
  public void execute(Runnable task) {
    try {
      pool.execute(task);
    } catch (RejectedExecutionException e) {
      refused.increment();
      throw new RejectedExecutionException(
          "All threads for " + name + " are busy, and " + mostWaiting + " tasks wait.", e);
    }
  }

  /** What the tasks are for. */
  public String name() {
    return name;
  }

  /** How many tasks run now. */
  public int running() {
    return pool.getActiveCount();
  }

  /** How many tasks wait now. */
  public int waiting() {
    return pool.getQueue().size();
  }

  /** How many tasks were refused since the start of the node. */
  public long refused() {
    return refused.sum();
  }

  /** Whether a task would be refused now. */
  public boolean isFull() {
    return pool.getQueue().remainingCapacity() == 0;
  }
}
