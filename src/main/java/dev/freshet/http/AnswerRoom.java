package dev.freshet.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

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
  private final Set<Write> writes = ConcurrentHashMap.newKeySet();
  private final AtomicLong cut = new AtomicLong();

  /**
   * Room for some threads.
   *
   * @param most how many may wait without any of them being cut
   */
  public AnswerRoom(int most) {
    this.most = most;
  }

  /** A thread that writes, or waits until it can. */
  static final class Write {
    private final Thread thread = Thread.currentThread();
    private final long since = System.nanoTime();

    @GuardedBy("this")
    private boolean isOver;

    @GuardedBy("this")
    private boolean isCut;

    /** Interrupts the thread, unless the write is over. */
    private synchronized boolean cut() {
      if (!isOver) {
        isCut = true;
        thread.interrupt();
      }
      return isCut;
    }

    /** What the thread does next has nothing to do with an interrupt of this write. */
    private synchronized boolean end() {
      isOver = true;
      return isCut && Thread.interrupted();
    }

    private long nanos(long now) {
      return now - since;
    }
  }

  /** Notes that this thread is about to write to a client. */
  Write begin() {
    Write write = new Write();
    writes.add(write);
    return write;
  }

  /**
   * Notes that the write is over. In the same thread, once for each {@link #begin}.
   *
   * @return whether it was cut
   */
  boolean end(Write write) {
    writes.remove(write);
    return write.end();
  }

  /** Cuts what waits beyond the bound. To be called a few times a second. */
  public void makeRoom() {
    int tooMany = writes.size() - most;
    if (tooMany <= 0) {
      return;
    }
    long now = System.nanoTime();
    writes.stream()
        .filter(write -> write.nanos(now) >= PATIENCE_NANOS)
        .sorted(Comparator.comparingLong(write -> -write.nanos(now)))
        .limit(tooMany)
        .filter(Write::cut)
        .forEach(write -> cut.incrementAndGet());
  }

  /** How many answers are being written now, and how many were cut. */
  public Use use() {
    return new Use(writes.size(), cut.get());
  }

  /**
   * How much of the room is taken.
   *
   * @param writing threads that write an answer, or wait for its client to take it
   * @param cut answers that were ended because too many waited, since the start of the node
   */
  public record Use(int writing, long cut) {}
}
