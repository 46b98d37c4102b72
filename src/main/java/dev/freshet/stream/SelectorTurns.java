package dev.freshet.stream;

import dev.freshet.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits how many requests with many selectors parse them at the same time, because the memory that
 * this takes is counted only afterwards. Thread-safe.
 */
@ApplicationScoped
public class SelectorTurns {
  /** Selectors with at most this many bytes of text, as in most streams, are parsed at once. */
  private static final long FREE_BYTES = 4 * 1024;

  private static final int READERS = 2;

  /** A waiting request blocks its thread, so few may wait. */
  private static final int MOST_IN_LINE = 16;

  private static final int MOST_SECONDS = 2;

  private final Semaphore line = new Semaphore(MOST_IN_LINE);
  private final Semaphore turns = new Semaphore(READERS, /* fair= */ true);

  /**
   * Parses selectors when it is their turn.
   *
   * @param bytes of their text
   * @throws jakarta.ws.rs.WebApplicationException 503 if too many others are waiting
   */
  <T> T read(long bytes, Supplier<T> reading) {
    if (bytes <= FREE_BYTES) {
      return reading.get();
    }
    if (!line.tryAcquire()) {
      throw busy();
    }
    try {
      return inTurn(reading);
    } finally {
      line.release();
    }
  }

  private <T> T inTurn(Supplier<T> reading) {
    if (!takeTurn()) {
      throw busy();
    }
    try {
      return reading.get();
    } finally {
      turns.release();
    }
  }

  private boolean takeTurn() {
    try {
      return turns.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static RuntimeException busy() {
    return Problem.busy("Too many requests with many topic selectors are being read.", 1);
  }
}
