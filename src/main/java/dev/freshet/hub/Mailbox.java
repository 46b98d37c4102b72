package dev.freshet.hub;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.health.Service;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one listener. The dispatcher adds to it, and one task at a time takes from it, in
 * order. If too much is waiting, the queue is dropped and the listener is told that it has missed
 * something. Any thread.
 */
final class Mailbox implements Runnable {
  /** Maximum waiting events: as many as a subscriber may fall behind by default. */
  static final int MOST_EVENTS = 10_000;

  /** Maximum waiting bytes, as on the wire. A single event may exceed this. */
  static final long MOST_BYTES = 8L * 1024 * 1024;

  /** A listener may block briefly. If one event takes it longer than this, it has stalled. */
  static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  private static final long IDLE = Long.MIN_VALUE;

  private final Listener listener;
  private final Executor executor;
  private final HubCounters counters;
  private final Service service;

  /** True from when the task is submitted to the executor until it ends. */
  private final AtomicBoolean runs = new AtomicBoolean();

  /** When the current call began, or {@link #IDLE}. Written by the task. */
  private volatile long busySince = IDLE;

  // Guarded by this.
  private final Deque<Letter> letters = new ArrayDeque<>();
  private @Nullable Letter current;
  private long bytes;

  /** Whether the listener must still be told that it has missed something. */
  private boolean owesResume;

  /** Owned by the supervising thread. */
  private boolean isDown;

  /**
   * One event, or one {@link Listener#resumed} call.
   *
   * @param event null for {@link Listener#resumed}
   * @param before the position up to which everything has been heard before this
   */
  private record Letter(@Nullable Event event, EventId before, int bytes) {}

  Mailbox(Listener listener, Executor executor, HubCounters counters, Service service) {
    this.listener = listener;
    this.executor = executor;
    this.counters = counters;
    this.service = service;
  }

  // ---- the dispatcher, under its lock

  /** Queues an event. */
  synchronized void put(Event event, int size, EventId before) {
    boolean isFull = letters.size() >= MOST_EVENTS || bytes + size > MOST_BYTES;
    if (isFull && !letters.isEmpty()) {
      counters.listenerOverflow();
      EventId first = letters.element().before();
      letters.clear();
      bytes = 0;
      letters.add(new Letter(null, first, 0));
    }
    letters.add(new Letter(event, before, size));
    bytes += size;
  }

  /** Queues a {@link Listener#resumed} call, unless one is already the last entry. */
  synchronized void putResumed(EventId before) {
    Letter last = letters.peekLast();
    if (last == null || last.event() != null) {
      letters.add(new Letter(null, before, 0));
    }
  }

  /** Records a missed event without allocating memory. {@link #supervise} queues the call later. */
  synchronized void missed() {
    owesResume = true;
  }

  // ---- any thread, without the dispatch lock

  /** Starts the task if anything is waiting. Returns false if the executor refused it. */
  boolean wake() {
    if (isEmpty() || !runs.compareAndSet(false, true)) {
      return true;
    }
    try {
      executor.execute(this);
      return true;
    } catch (Throwable e) {
      // Refused, or no thread could be created. The queue is kept, and the task is offered again.
      runs.set(false);
      counters.refusedTask();
      return false;
    }
  }

  private synchronized boolean isEmpty() {
    return letters.isEmpty();
  }

  /** Returns the position up to which everything has been heard, or null if nothing is waiting. */
  synchronized @Nullable EventId heardUpTo() {
    Letter first = current == null ? letters.peek() : current;
    return first == null ? null : first.before();
  }

  // ---- the task

  @Override
  public void run() {
    try {
      for (Letter letter = next(); letter != null; letter = next()) {
        deliver(letter);
      }
    } finally {
      runs.set(false);
    }
    // An event queued just before that saw the task still running.
    wake();
  }

  private synchronized @Nullable Letter next() {
    current = letters.poll();
    bytes -= current == null ? 0 : current.bytes();
    return current;
  }

  private void deliver(Letter letter) {
    busySince = System.nanoTime();
    Throwable failure = null;
    try {
      call(letter);
    } catch (Throwable e) {
      // Foreign code. Even an error must cost the listener one event, not all that follow.
      failure = e;
    }
    busySince = IDLE;
    if (failure != null) {
      missed();
      service.failed(failure);
    } else if (!owesResume()) {
      service.beat();
    }
  }

  private void call(Letter letter) {
    Event event = letter.event();
    if (event == null) {
      listener.resumed();
    } else {
      listener.heard(event);
    }
  }

  /** A listener that failed counts as working only once it was told what it may have missed. */
  private synchronized boolean owesResume() {
    return owesResume;
  }

  // ---- the supervising thread

  /** Monitors the listener, once a second; {@code place} is the last event's position. */
  void supervise(EventId place) {
    payResume(place);
    boolean hasThread = wake();
    long since = busySince;
    long busy = since == IDLE ? 0 : System.nanoTime() - since;
    if (!hasThread) {
      down("No thread runs it.");
    } else if (busy > LONGEST_CALL.toNanos()) {
      down("It has been busy with one event for " + Duration.ofNanos(busy).toSeconds() + " s.");
    } else if (isDown) {
      isDown = false;
      service.beat();
    }
  }

  private synchronized void payResume(EventId place) {
    if (owesResume) {
      putResumed(place);
      owesResume = false;
    }
  }

  private synchronized void down(String why) {
    isDown = true;
    service.down(why + " " + letters.size() + " events wait.");
  }
}
