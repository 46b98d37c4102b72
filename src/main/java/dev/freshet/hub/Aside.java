package dev.freshet.hub;

import dev.freshet.health.Fault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Hands tasks that may block to other threads. The calling thread, a pump, never runs such a task
 * and never sees an exception from the executor. Any thread.
 */
final class Aside {
  private static final Logger LOG = System.getLogger(Aside.class.getName());

  private final Executor executor;
  private final HubCounters counters;
  private final Fault fault;

  /** Refused tasks that must still run. There are at most as many as there are streams. */
  private final Queue<Runnable> owed = new ConcurrentLinkedQueue<>();

  Aside(Executor executor, HubCounters counters, Fault fault) {
    this.executor = executor;
    this.counters = counters;
    this.fault = fault;
  }

  /** Runs a task on another thread. Returns false, and counts it, if the task was refused. */
  boolean offer(Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (Throwable e) {
      // Not only a RejectedExecutionException: an executor that cannot create a thread throws an
      // OutOfMemoryError, which counts as a refusal too.
      counters.refusedTask();
      fault.begin(
          "The hub gets no thread for what may block ("
              + e
              + "). Streams that have events to catch up on are closed, and come back.");
      return false;
    }
  }

  /** Runs a task on another thread, and offers it again later if it is refused. */
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
      // If the executor runs the task inline, an exception from it would look like a refusal.
      LOG.log(Level.ERROR, "A task of the hub failed.", e);
    }
  }

  /** Offers refused tasks again. Called once a second. */
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
