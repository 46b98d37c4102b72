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
 * An executor for one purpose, with a bound on the tasks that run and on those that wait, so that
 * tasks of one purpose never wait behind those of another. Any thread.
 *
 * <p>The threads come from the container's thread factory. A container's own executor captures its
 * caller's context with each task, for which Payara looks through the class path; that takes a
 * caller longer than most tasks take. Threads that are idle end after half a minute, so that a lane
 * need not be closed.
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
   * @param name what the tasks are for, in the status answer
   * @param threads makes the threads, with the context that all tasks have
   * @param mostRunning how many tasks run at the same time
   * @param mostWaiting how many more may wait; one more is refused
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
   * @throws RejectedExecutionException if as many tasks wait as may, which is counted. The caller
   *     answers with 503, or keeps the work for later
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
