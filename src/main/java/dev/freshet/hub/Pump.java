package dev.freshet.hub;

import dev.freshet.health.Health;
import dev.freshet.health.Service;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread that writes for its share of the subscribers. Everything that concerns them is a task
 * in its queue, so only this thread touches their state.
 *
 * <p>A failure ends only the streams that it concerns. If the thread itself dies, {@link
 * #supervise} replaces it and ends the pump's streams.
 */
final class Pump implements Runnable {
  /** The clock is read again after this many tasks, so that silent streams get their heartbeats. */
  private static final int TASKS_PER_ROUND = 256;

  /** The longest an idle pump parks, so that it regularly shows that it is alive. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** A pump that has not finished a round for this long, three of its longest pauses, hangs. */
  private static final Duration LONGEST_SILENCE = LONGEST_PAUSE.multipliedBy(3);

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Service service;
  private final PumpThread thread;
  private final HubSettings settings;

  /** How long deliveries take. Written by the pump's thread, read by any. */
  private final Stopwatch stopwatch = new Stopwatch();

  /** True while the thread is parked or about to park: a new task must wake it. */
  private volatile boolean idle;

  private volatile boolean stopping;

  /** True once every stream has been ended on purpose. */
  private volatile boolean done;

  /** What ended the thread, or null. */
  private volatile @Nullable Throwable death;

  // Owned by the pump's thread; while it is being replaced, by the supervising thread.
  private final Set<Subscriber> subscribers = new HashSet<>();
  private final Spans spans = new Spans();
  private final Expiries expiries = new Expiries();
  private final Held held;
  private final PriorityQueue<Part> resting = new PriorityQueue<>(Part::compareRest);
  private @Nullable HeartbeatWheel<Subscriber> heartbeats;
  private long lastByte;
  private @Nullable Runnable current;
  private boolean roundIsSound;
  private long now = System.nanoTime();

  Pump(int number, ThreadFactory threads, Health health, HubSettings settings) {
    this.settings = settings;
    this.held = new Held(settings.maxReplayBytes() / settings.pumps());
    this.service = health.service("pump-" + number, LONGEST_SILENCE);
    this.thread = new PumpThread(threads, this, service);
    this.heartbeats = wheel();
  }

  private @Nullable HeartbeatWheel<Subscriber> wheel() {
    long rhythm = settings.heartbeat().toNanos();
    return rhythm == 0 ? null : new HeartbeatWheel<>(rhythm, System.nanoTime(), this::beat);
  }

  /** Starts the thread. If it cannot be created, {@link #supervise} tries again. */
  void start() {
    thread.start();
  }

  /** Whether a thread runs the tasks. Any thread. */
  boolean isAlive() {
    return thread.isAlive();
  }

  /** Any thread: runs a task on the pump's thread. Tasks run in the order of submission. */
  void submit(Runnable task) {
    tasks.add(task);
    if (idle) {
      thread.wake();
    }
  }

  /** Closes every stream once the tasks submitted so far are done, then ends the thread. */
  void stop() {
    submit(() -> stopping = true);
  }

  /**
   * Waits until every stream is closed, and closes them itself if the thread has died. Returns
   * false if the thread is still running after {@code atMost}.
   */
  boolean join(Duration atMost) throws InterruptedException {
    if (!thread.join(atMost)) {
      return false;
    }
    if (!done) {
      abandon();
    }
    return true;
  }

  /**
   * Replaces the thread if it has died; the new one ends the streams of the old one. If no thread
   * can be created, the caller ends them. Called once a second, by one thread at a time.
   */
  void supervise() {
    if (done || thread.isAlive()) {
      return;
    }
    Throwable cause = death;
    if (cause != null) {
      death = null;
      service.failed(cause);
    }
    if (thread.start()) {
      service.restarted();
    } else {
      abandon();
    }
  }

  /** Ends all streams without a pump thread, including those about to join. */
  private void abandon() {
    recover();
    for (int i = tasks.size(); i > 0; i--) {
      runTask();
    }
    recover();
  }

  @Override
  public void run() {
    try {
      recover();
      while (!stopping) {
        round();
        pause();
      }
      finish();
    } catch (Throwable e) {
      // Not logged here, as logging may be what failed. The supervising thread reports it.
      death = e;
    }
  }

  /** Ends the streams of a thread that died, perhaps halfway, and starts from a clean state. */
  private void recover() {
    idle = false;
    heartbeats = wheel();
    expiries.clear();
    spans.clear();
    if (current instanceof Part part) {
      part.clean();
    }
    current = null;
    closeAll(CloseReason.FAILED);
    subscribers.clear();
    held.clear();
    for (Part part = resting.poll(); part != null; part = resting.poll()) {
      part.clean();
    }
  }

  private void finish() {
    for (Part part = resting.poll(); part != null; part = resting.poll()) {
      guard(part, Part::walk);
    }
    closeAll(CloseReason.SHUTDOWN);
    done = true;
    service.stopped();
  }

  private void closeAll(CloseReason reason) {
    for (Subscriber subscriber : List.copyOf(subscribers)) {
      guard(subscriber, Subscriber::end, reason);
    }
  }

  private void round() {
    now = System.nanoTime();
    roundIsSound = true;
    int left = TASKS_PER_ROUND;
    while (left > 0 && runTask()) {
      left--;
    }
    wakeParts();
    if (heartbeats != null) {
      heartbeats.advance(now);
    }
    expire();
    if (roundIsSound) {
      service.beat();
    }
  }

  /** Returns false if there was no task. */
  private boolean runTask() {
    Runnable task = tasks.poll();
    current = task;
    if (task == null) {
      return false;
    }
    guard(task, Runnable::run);
    spans.clear();
    return true;
  }

  /** Walks the parts that have rested and have new events. */
  private void wakeParts() {
    Part first = resting.peek();
    while (first != null && first.restLeft(now) == 0) {
      current = first;
      resting.remove();
      guard(first, Part::run);
      spans.clear();
      first = resting.peek();
    }
  }

  private void expire() {
    long time = Expiries.now();
    for (Subscriber due = expiries.poll(time); due != null; due = expiries.poll(time)) {
      guard(due, Subscriber::end, CloseReason.EXPIRED);
    }
  }

  /** Handles a stream's turn on the wheel. Whatever happens, the wheel continues. */
  private long beat(Subscriber subscriber, long time, long silence) {
    lastByte = HeartbeatWheel.GONE;
    guard(subscriber, (one, limit) -> lastByte = one.beat(time, limit), silence);
    spans.clear();
    return lastByte;
  }

  /** On the pump: runs a step for a subscriber, part or task, and handles whatever it throws. */
  <T, A> void guard(T concerned, BiConsumer<? super T, A> step, A argument) {
    try {
      step.accept(concerned, argument);
    } catch (Throwable e) {
      bear(concerned, e);
    }
  }

  /**
   * On the pump: handles what such a step has thrown, errors included. A pump serves thousands of
   * streams, and a fault in one must not end the others. The streams the step was for are ended, as
   * it is unknown what they have missed; their clients reconnect.
   */
  void bear(Object concerned, Throwable failure) {
    roundIsSound = false;
    service.failed(failure);
    if (concerned instanceof Subscriber subscriber) {
      // Does nothing if it was closing that failed.
      guard(subscriber, Subscriber::fail, failure);
    } else if (concerned instanceof Part part) {
      submit(() -> part.close(CloseReason.FAILED));
    }
  }

  /** Runs a step without an argument. */
  private <T> void guard(T concerned, Consumer<? super T> step) {
    guard(concerned, (one, taken) -> taken.accept(one), step);
  }

  private void pause() {
    idle = true;
    if (tasks.isEmpty() && !stopping) {
      LockSupport.parkNanos(this, nanosToPause());
      // Interrupts are not used to stop a pump, and with the flag set it would not park again.
      Thread.interrupted();
    }
    idle = false;
  }

  private long nanosToPause() {
    long time = System.nanoTime();
    long pause = LONGEST_PAUSE.toNanos();
    if (heartbeats != null) {
      pause = Math.min(pause, heartbeats.nanosToNextTick(time));
    }
    long next = expiries.next();
    if (next != Expiries.NEVER) {
      pause = Math.max(1, Math.min(pause, next - Expiries.now()));
    }
    Part first = resting.peek();
    return first == null ? pause : Math.max(1, Math.min(pause, first.restLeft(time)));
  }

  Stopwatch stopwatch() {
    return stopwatch;
  }

  /** On the pump. */
  Expiries expiries() {
    return expiries;
  }

  /** On the pump: when the current round began, as {@link System#nanoTime} nanoseconds. */
  long now() {
    return now;
  }

  /** The longest a part may rest. */
  Duration maxRest() {
    return settings.maxRest();
  }

  /** On the pump: runs a part once it has rested. */
  void postpone(Part part) {
    resting.add(part);
  }

  /** On the pump. */
  Held held() {
    return held;
  }

  /** On the pump. */
  Spans spans() {
    return spans;
  }

  /** On the pump. Returns the entry on the heartbeat wheel, or null without heartbeats. */
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
