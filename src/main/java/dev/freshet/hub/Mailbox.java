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
 * What one listener has still to hear. One task at a time takes it out, in order; the dispatcher
 * only puts in. If too much waits, it is dropped, and the listener is told that it has missed
 * something. Any thread.
 */
final class Mailbox implements Runnable {
  /** So many events may wait: as many as a subscriber may be behind by default. */
  static final int MOST_EVENTS = 10_000;

  /** And so many bytes, as they are on the wire; a single event may have more. */
  static final long MOST_BYTES = 8L * 1024 * 1024;

  /** A listener may block briefly. One that is busy with one event for longer has stalled. */
  static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  private static final long IDLE = Long.MIN_VALUE;

  private final Listener listener;
  private final Executor executor;
  private final HubCounters counters;
  private final Service service;

  /** True from when the task is given to the executor until it ends. */
  private final AtomicBoolean runs = new AtomicBoolean();

  /** When the call that is going on began, or {@link #IDLE}. Written by the task. */
  private volatile long busySince = IDLE;

  // Guarded by this.
  private final Deque<Letter> letters = new ArrayDeque<>();
  private @Nullable Letter current;
  private long bytes;

  /** Whether the listener must still be told that it has missed something. */
  private boolean owesResume;

  /** Owned by the thread that supervises. */
  private boolean isDown;

  /**
   * One thing to hear.
   *
   * @param event null for {@link Listener#resumed}
   * @param before the place up to which everything is heard before this is
   */
  private record Letter(@Nullable Event event, EventId before, int bytes) {}

  Mailbox(Listener listener, Executor executor, HubCounters counters, Service service) {
    this.listener = listener;
    this.executor = executor;
    this.counters = counters;
    this.service = service;
  }

  // ---- the dispatcher, under its lock

  /** Puts an event in. */
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

  /** Puts in that something was missed; once, if nothing was heard of since. */
  synchronized void putResumed(EventId before) {
    Letter last = letters.peekLast();
    if (last == null || last.event() != null) {
      letters.add(new Letter(null, before, 0));
    }
  }

  /** As the last resort, for it needs no memory: tells of it when somebody supervises. */
  synchronized void missed() {
    owesResume = true;
  }

  // ---- any thread, without the dispatch lock

  /** Has the task run if there is something to hear. False if the executor refused it. */
  boolean wake() {
    if (isEmpty() || !runs.compareAndSet(false, true)) {
      return true;
    }
    try {
      executor.execute(this);
      return true;
    } catch (Throwable e) {
      // A refusal, or no thread could be made. What waits is kept, and offered again.
      runs.set(false);
      counters.refusedTask();
      return false;
    }
  }

  private synchronized boolean isEmpty() {
    return letters.isEmpty();
  }

  /** The place up to which all was heard, or null if nothing waits. */
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
    // What was put in just before that saw the task still running.
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
      // Foreign code. An error too must cost the listener one event and not all that follow.
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

  /** A listener that failed does not work again before it knows that it has missed something. */
  private synchronized boolean owesResume() {
    return owesResume;
  }

  // ---- the thread that supervises

  /** Looks after the listener, once a second; {@code place} is that of the last event. */
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
