package dev.freshet.hub;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread that writes for its share of the subscribers. Whatever concerns them is a task in its
 * queue; so all that they hold is touched by this thread alone.
 */
final class Pump implements Runnable {
  private static final Logger LOG = System.getLogger(Pump.class.getName());

  /** After so many tasks the clock is read again, so that silent streams get their heartbeats. */
  private static final int TASKS_PER_ROUND = 256;

  private static final long ORIGIN = System.nanoTime();

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;

  /** Counted by the pump's thread, read by any. */
  private final Stopwatch stopwatch = new Stopwatch();

  /** True while the thread is about to park or parked: then a task must wake it. */
  private volatile boolean idle;

  private volatile boolean stopping;

  // Owned by the pump's thread.
  private final Set<Subscriber> subscribers = new HashSet<>();
  private final Spans spans = new Spans();
  private final @Nullable HeartbeatWheel<Subscriber> heartbeats;
  private final Expiries expiries = new Expiries();
  private final PriorityQueue<Part> resting = new PriorityQueue<>(Part::compareRest);
  private final Duration maxRest;
  private long now = System.nanoTime();

  Pump(ThreadFactory threads, Duration heartbeat, Duration maxRest) {
    this.maxRest = maxRest;
    this.heartbeats =
        heartbeat.isZero()
            ? null
            : new HeartbeatWheel<>(heartbeat.toNanos(), System.nanoTime(), Subscriber::beat);
    this.thread = threads.newThread(this);
  }

  void start() {
    thread.start();
  }

  /** Any thread: has the pump do something. Tasks run in the order they were given. */
  void submit(Runnable task) {
    tasks.add(task);
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  /** Closes every stream once the tasks given so far are done, then ends the thread. */
  void stop() {
    submit(() -> stopping = true);
  }

  /** Waits for the end of the thread, at most so long. False if it is still there. */
  boolean join(Duration atMost) throws InterruptedException {
    thread.join(atMost.toMillis());
    return !thread.isAlive();
  }

  @Override
  public void run() {
    while (!stopping) {
      now = System.nanoTime();
      runTasks();
      wakeParts();
      if (heartbeats != null) {
        heartbeats.advance(now);
      }
      expiries.advance(clock());
      pause();
    }
    for (Part part = resting.poll(); part != null; part = resting.poll()) {
      run(part::walk);
    }
    for (Subscriber subscriber : List.copyOf(subscribers)) {
      subscriber.close(CloseReason.SHUTDOWN, null);
    }
  }

  private void runTasks() {
    for (int i = 0; i < TASKS_PER_ROUND; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        return;
      }
      run(task);
    }
  }

  /** Has those parts walked that have rested and have something new. */
  private void wakeParts() {
    Part first = resting.peek();
    while (first != null && first.restLeft(now) == 0) {
      resting.remove();
      run(first);
      first = resting.peek();
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      // The pump must outlive any fault of one stream.
      LOG.log(Level.ERROR, "A task of a pump failed.", e);
    }
    spans.clear();
  }

  private void pause() {
    idle = true;
    if (tasks.isEmpty() && !stopping) {
      LockSupport.parkNanos(this, nanosToPause());
    }
    idle = false;
  }

  private long nanosToPause() {
    long time = System.nanoTime();
    long pause = heartbeats == null ? Long.MAX_VALUE : heartbeats.nanosToNextTick(time);
    long next = expiries.next();
    if (next != Expiries.NEVER) {
      pause = Math.max(1, Math.min(pause, next - clock()));
    }
    Part first = resting.peek();
    return first == null ? pause : Math.max(1, Math.min(pause, first.restLeft(time)));
  }

  /** Nanoseconds since the class was loaded: unlike those of the system they never go around. */
  static long clock() {
    return System.nanoTime() - ORIGIN;
  }

  /** How long this pump's deliveries take. */
  Stopwatch stopwatch() {
    return stopwatch;
  }

  /** On the pump. */
  Expiries expiries() {
    return expiries;
  }

  /** When the current round began, in {@link System#nanoTime} nanoseconds. On the pump. */
  long now() {
    return now;
  }

  /** The longest that a part may rest. */
  Duration maxRest() {
    return maxRest;
  }

  /** On the pump: runs a part once it has rested. */
  void postpone(Part part) {
    resting.add(part);
  }

  /** On the pump. */
  Spans spans() {
    return spans;
  }

  /** On the pump. Gives the subscriber's turn for heartbeats, if there are any. */
  HeartbeatWheel.@Nullable Turn<Subscriber> add(Subscriber subscriber) {
    subscribers.add(subscriber);
    return heartbeats == null ? null : heartbeats.add(subscriber, now);
  }

  /** On the pump. */
  void remove(Subscriber subscriber, HeartbeatWheel.@Nullable Turn<Subscriber> turn) {
    subscribers.remove(subscriber);
    if (heartbeats != null && turn != null) {
      heartbeats.remove(turn);
    }
  }
}
