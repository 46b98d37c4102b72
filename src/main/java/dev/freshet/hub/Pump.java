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
 * One thread that writes for its share of the subscribers. Whatever concerns them is a task in its
 * queue, so all that they hold is touched by this thread alone.
 *
 * <p>A failure ends the streams that it concerns, and no others. If the thread itself dies, {@link
 * #supervise} ends the pump's streams and makes another one.
 */
final class Pump implements Runnable {
  /** After so many tasks the clock is read again, so that silent streams get their heartbeats. */
  private static final int TASKS_PER_ROUND = 256;

  /** The longest that a pump with nothing to do parks, so that it shows that it is alive. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** A pump that has not ended a round for so long hangs: three of its longest pauses. */
  private static final Duration LONGEST_SILENCE = LONGEST_PAUSE.multipliedBy(3);

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Service service;
  private final PumpThread thread;
  private final HubSettings settings;

  /** How long deliveries take. Counted by the pump's thread, read by any. */
  private final Stopwatch stopwatch = new Stopwatch();

  /** True while the thread is about to park or parked: then a task must wake it. */
  private volatile boolean idle;

  private volatile boolean stopping;

  /** True once every stream was ended on purpose. */
  private volatile boolean done;

  /** What ended the thread, or null. */
  private volatile @Nullable Throwable death;

  // Owned by the pump's thread; between two of them, by the one that supervises.
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

  /** Starts the thread. If none can be made, {@link #supervise} tries again. */
  void start() {
    thread.start();
  }

  /** Whether a thread runs the tasks. Any thread. */
  boolean isAlive() {
    return thread.isAlive();
  }

  /** Any thread: runs a task on the pump's thread. Tasks run in the order they were given. */
  void submit(Runnable task) {
    tasks.add(task);
    if (idle) {
      thread.wake();
    }
  }

  /** Closes every stream once the tasks given so far are done, then ends the thread. */
  void stop() {
    submit(() -> stopping = true);
  }

  /**
   * Waits until every stream is closed, at most so long; closes them itself if the thread has died.
   * False if the thread is still at it.
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
   * Looks after the thread: if it has died, another one takes its place and ends the streams that
   * it had. While no thread can be made, the caller ends them. One thread at a time, each second.
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

  /** Without a thread: ends all streams, those too that are about to join. */
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
      // Not logged here, as logging may be what failed. Whoever supervises the pump reports it.
      death = e;
    }
  }

  /** What a thread that died has left may be half done: ends its streams, and begins afresh. */
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

  /** False if there was none. */
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

  /** Has those parts walked that have rested and have something new. */
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

  /** A stream's turn on the wheel, which goes on with the others whatever becomes of this one. */
  private long beat(Subscriber subscriber, long time, long silence) {
    lastByte = HeartbeatWheel.GONE;
    guard(subscriber, (one, limit) -> lastByte = one.beat(time, limit), silence);
    spans.clear();
    return lastByte;
  }

  /** On the pump: takes a step for a subscriber, a part or a task, whatever it throws. */
  <T, A> void guard(T concerned, BiConsumer<? super T, A> step, A argument) {
    try {
      step.accept(concerned, argument);
    } catch (Throwable e) {
      bear(concerned, e);
    }
  }

  /**
   * On the pump: bears what such a step has thrown, errors included. A pump serves thousands of
   * streams, and a fault of one of them must not end the others. The streams that the step was for
   * are ended, as nobody knows what they have missed; their clients come back.
   */
  void bear(Object concerned, Throwable failure) {
    roundIsSound = false;
    service.failed(failure);
    if (concerned instanceof Subscriber subscriber) {
      // Does nothing if it was the closing that failed.
      guard(subscriber, Subscriber::fail, failure);
    } else if (concerned instanceof Part part) {
      submit(() -> part.close(CloseReason.FAILED));
    }
  }

  /** As the other, without an argument. */
  private <T> void guard(T concerned, Consumer<? super T> step) {
    guard(concerned, (one, taken) -> taken.accept(one), step);
  }

  private void pause() {
    idle = true;
    if (tasks.isEmpty() && !stopping) {
      LockSupport.parkNanos(this, nanosToPause());
      // Nobody interrupts a pump to stop it, and with the flag set it would not park again.
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

  /** When the current round began, in {@link System#nanoTime} nanoseconds. On the pump. */
  long now() {
    return now;
  }

  /** The longest that a part may rest. */
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
