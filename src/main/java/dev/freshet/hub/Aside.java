package dev.freshet.hub;

import dev.freshet.health.Fault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Gives tasks that may block to other threads. Nothing that an executor does to a task comes back
 * to the thread that gave it, which is a pump: not the task itself, and no exception. Any thread.
 */
final class Aside {
  private static final Logger LOG = System.getLogger(Aside.class.getName());

  private final Executor executor;
  private final HubCounters counters;
  private final Fault fault;

  /** Tasks that must be done, and were refused. Their number is bounded by that of the streams. */
  private final Queue<Runnable> owed = new ConcurrentLinkedQueue<>();

  Aside(Executor executor, HubCounters counters, Fault fault) {
    this.executor = executor;
    this.counters = counters;
    this.fault = fault;
  }

  /** Runs a task on another thread. False if it was refused, which is counted. */
  boolean offer(Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (Throwable e) {
      // Not only a RejectedExecutionException: an executor that is not given a thread throws an
      // OutOfMemoryError, which is a refusal like any other.
      counters.refusedTask();
      fault.begin(
          "The hub gets no thread for what may block ("
              + e
              + "). Streams that have events to catch up on are closed, and come back.");
      return false;
    }
  }

  /** Runs a task that must be done on another thread: if it is refused, it is offered again. */
  void insist(Runnable task) {
    Runnable guarded = () -> attempt(task);
    if (!offer(guarded)) {
      owed.add(guarded);
    }
  }

  private static void attempt(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      // Thrown on by an executor that runs it at once, it would look like a refusal.
      LOG.log(Level.ERROR, "A task of the hub failed.", e);
    }
  }

  /** Offers again what was refused. To be called once a second. */
  void supervise() {
    for (int left = owed.size(); left > 0; left--) {
      Runnable first = owed.poll();
      if (first != null && !offer(first)) {
        owed.add(first);
        return;
      }
    }
    if (fault.lasts() && owed.isEmpty() && offer(() -> {})) {
      fault.end();
    }
  }
}
