package dev.freshet.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The threads that wait for their clients to take an answer, so that clients that do not read never
 * have all of the server's threads. When more than {@code FRESHET_MAX_UNREAD} wait, those that have
 * waited longest are interrupted, which ends their answers. Any thread.
 *
 * <p>Every Servlet container can only wait in a blocking write, and an interrupt is the one way out
 * of it that all of them have. Streams and polls are written without waiting, and are not counted.
 */
public class AnswerRoom {
  /** A client that takes something at least this often is not cut. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int most;
  private final Set<Answer> answers = ConcurrentHashMap.newKeySet();
  private final AtomicLong cut = new AtomicLong();

  /**
   * Room for some threads.
   *
   * @param most how many may wait without any of them being cut
   */
  public AnswerRoom(int most) {
    this.most = most;
  }

  /** A thread that answers a request. It alone calls the methods that are not private. */
  static final class Answer {
    private final Thread thread = Thread.currentThread();

    @GuardedBy("this")
    private boolean isWriting;

    @GuardedBy("this")
    private long since;

    @GuardedBy("this")
    private boolean isCut;

    /** The thread is about to write to its client. */
    synchronized void begin() {
      isWriting = true;
      since = System.nanoTime();
    }

    /**
     * What it wrote is written, or never will be. Once for each {@link #begin}.
     *
     * @return whether it was cut
     */
    synchronized boolean end() {
      isWriting = false;
      boolean wasCut = isCut;
      isCut = false;
      // What the thread does next has nothing to do with that interrupt.
      return wasCut && Thread.interrupted();
    }

    /** Interrupts the thread, unless it has written meanwhile. */
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

  /** That an answer is being written since a time. */
  private record Wait(Answer answer, long since) {}

  /** Notes that this thread begins to answer a request. */
  Answer enter() {
    Answer answer = new Answer();
    answers.add(answer);
    return answer;
  }

  /** Notes that the thread has answered. Once for each {@link #enter}. */
  void leave(Answer answer) {
    answers.remove(answer);
  }

  private Stream<Wait> waits() {
    return answers.stream().flatMap(Answer::waits);
  }

  /** Cuts what waits beyond the bound. To be called a few times a second. */
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

  /** How many answers are being written now, and how many were cut. */
  public Use use() {
    return new Use((int) waits().count(), cut.get());
  }

  /**
   * How much of the room is taken.
   *
   * @param writing threads that write an answer, or wait for its client to take it
   * @param cut answers that were ended because too many waited, since the start of the node
   */
  public record Use(int writing, long cut) {}
}
