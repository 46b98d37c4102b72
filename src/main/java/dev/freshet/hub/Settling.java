package dev.freshet.hub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Streams that have begun lately: each is told so once it has lasted. Most of what a server keeps
 * for a request can be let go of then, which is too much work for a stream that ends at once. Owned
 * by a pump.
 *
 * @param <S> a stream
 */
final class Settling<S> {
  /** After that a stream has lasted. */
  static final long NANOS = Duration.ofSeconds(5).toNanos();

  /** So many at a time, as each may take a fraction of a millisecond and events do not wait. */
  static final int MOST = 8;

  private final Queue<Young<S>> young = new ArrayDeque<>();
  private final Consumer<S> settle;

  /** A stream, and the moment when it will have lasted. */
  private record Young<S>(S stream, long due) {}

  Settling(Consumer<S> settle) {
    this.settle = settle;
  }

  /** A stream has begun. The times given do not go back. */
  void add(S stream, long now) {
    young.add(new Young<>(stream, now + NANOS));
  }

  /** Tells those that have lasted, but not too many. */
  void advance(long now) {
    for (int told = 0; told < MOST && next() <= now; told++) {
      settle.accept(young.remove().stream());
    }
  }

  /** When to look again, or {@link Expiries#NEVER}. */
  long next() {
    Young<S> first = young.peek();
    return first == null ? Expiries.NEVER : first.due();
  }
}
