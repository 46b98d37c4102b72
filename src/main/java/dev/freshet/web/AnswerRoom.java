package dev.freshet.web;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The threads that wait for their clients to read a response, so that clients that do not read
 * never occupy all of the server's threads. When more than {@code FRESHET_MAX_UNREAD} threads wait,
 * those that have waited longest are interrupted, which ends their responses. Thread-safe.
 *
 * <p>A Servlet container blocks in such a write, and an interrupt is the only way to end it that
 * works in all containers. Streams and polls are written without blocking, and are not counted.
 */
public class AnswerRoom {
  /** A client that reads something at least this often is not cut off. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int most;
  private final Set<Answer> answers = ConcurrentHashMap.newKeySet();
  private final AtomicLong cut = new AtomicLong();

  /**
   * Creates room for a number of threads.
   *
   * @param most how many may wait before any of them is cut off
   */
  public AnswerRoom(int most) {
    this.most = most;
  }

  /** A thread that handles a request. Only that thread calls the methods that are not private. */
  static final class Answer {
    private final Thread thread = Thread.currentThread();

    @GuardedBy("this")
    private boolean isWriting;

    @GuardedBy("this")
    private long since;

    @GuardedBy("this")
    private boolean isCut;

    /** Notes that the thread is about to write to its client. */
    synchronized void begin() {
      isWriting = true;
      since = System.nanoTime();
    }

    /**
     * Notes that the write has succeeded or failed. Called once for each {@link #begin}.
     *
     * @return whether the write was cut off
     */
    synchronized boolean end() {
      isWriting = false;
      boolean wasCut = isCut;
      isCut = false;
      // The interrupt must not affect what the thread does next.
      return wasCut && Thread.interrupted();
    }

    /** Interrupts the thread, unless it has finished that write. */
    private synchronized boolean cut(long known) {
      if (!isWriting || isCut || since != known) {
        return false;
      }
      isCut = true;
      thread.interrupt();
      return true;
    }

    private synchronized Stream<Wait> waits() {
      return isWriting ? Stream.of(new Wait(this, since)) : Stream.empty();
    }
  }

  /** A response that is being written, and since when. */
  private record Wait(Answer answer, long since) {}

  /** Notes that this thread starts to handle a request. */
  Answer enter() {
    Answer answer = new Answer();
    answers.add(answer);
    return answer;
  }

  /** Notes that the thread has finished. Called once for each {@link #enter}. */
  void leave(Answer answer) {
    answers.remove(answer);
  }

  private Stream<Wait> waits() {
    return answers.stream().flatMap(Answer::waits);
  }

  /** Cuts off waits beyond the bound. Must be called a few times a second. */
  public void makeRoom() {
    if (answers.size() <= most) {
      return;
    }
    long now = System.nanoTime();
    List<Wait> waits =
        waits().sorted(Comparator.comparingLong(wait -> wait.since() - now)).toList();
    waits.stream()
        .limit(Math.max(0, waits.size() - most))
        .filter(wait -> now - wait.since() >= PATIENCE_NANOS)
        .filter(wait -> wait.answer().cut(wait.since()))
        .forEach(wait -> cut.incrementAndGet());
  }

  /** Returns how many responses are being written now, and how many were cut off. */
  public Use use() {
    return new Use((int) waits().count(), cut.get());
  }

  /**
   * How much of the room is in use.
   *
   * @param writing threads that are writing a response or waiting for its client to read it
   * @param cut responses cut off since the node started because too many threads waited
   */
  public record Use(int writing, long cut) {}
}
