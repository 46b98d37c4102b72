package dev.freshet.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Schedules heartbeats with a timing wheel whose turn lasts one heartbeat interval. Each stream's
 * time is drawn at random from the last part of the interval, so that streams which fell silent
 * together do not beat together. A stream that ends is removed at once; otherwise it, and
 * everything it refers to, would stay in memory until its time. Owned by a pump.
 *
 * @param <S> the type of a stream
 */
final class HeartbeatWheel<S> {
  /** Returned by {@link Beat} for a stream that has ended. */
  static final long GONE = Long.MIN_VALUE;

  private static final int SLOTS = 64;

  /** Heartbeats are due between this fraction of the interval and all of it. */
  private static final double EARLIEST = 0.7;

  /**
   * Sends a heartbeat to a stream that has been silent for {@code nanos}. Must not throw: the
   * streams after this one would wait for a whole turn of the wheel.
   */
  @FunctionalInterface
  interface Beat<S> {
    /** Returns when the last byte was written, on the clock of {@code now}, or {@link #GONE}. */
    long ifSilent(S stream, long now, long nanos);
  }

  /** A stream's entry in a ring. An entry that has been removed is linked only to itself. */
  static final class Turn<S> {
    /** Null for the sentinel that every ring begins and ends with. */
    private final @Nullable S stream;

    private Turn<S> before = this;
    private Turn<S> after = this;

    private Turn(@Nullable S stream) {
      this.stream = stream;
    }

    private void leave() {
      before.after = after;
      after.before = before;
      before = this;
      after = this;
    }

    private void enter(Turn<S> ring) {
      before = ring.before;
      after = ring;
      before.after = this;
      ring.before = this;
    }
  }

  private final Beat<S> beat;
  private final List<Turn<S>> slots = new ArrayList<>(SLOTS);
  private final long interval;
  private final long tick;
  private int current;
  private long nextTick;

  HeartbeatWheel(long intervalNanos, long now, Beat<S> beat) {
    this.beat = beat;
    interval = intervalNanos;
    tick = Math.max(1, intervalNanos / SLOTS);
    nextTick = now + tick;
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new Turn<>(null));
    }
  }

  /** Adds a stream whose last byte was written now. It stays on the wheel until it is removed. */
  Turn<S> add(S stream, long now) {
    Turn<S> turn = new Turn<>(stream);
    schedule(turn, now + due(), now);
    return turn;
  }

  /** Removes a stream from the wheel. */
  void remove(Turn<S> turn) {
    turn.leave();
  }

  private long due() {
    return (long)
        (interval * (EARLIEST + (1 - EARLIEST) * ThreadLocalRandom.current().nextDouble()));
  }

  private void schedule(Turn<S> turn, long at, long now) {
    long ticks = Math.max(1, Math.min(SLOTS - 1, (at - now) / tick));
    turn.enter(slots.get((int) ((current + ticks) % SLOTS)));
  }

  /** Checks every stream whose time has come. */
  void advance(long now) {
    while (now - nextTick >= 0) {
      nextTick += tick;
      current = (current + 1) % SLOTS;
      Turn<S> ring = slots.get(current);
      while (ring.after.stream != null) {
        look(ring.after, ring.after.stream, now);
      }
    }
  }

  private void look(Turn<S> turn, S stream, long now) {
    turn.leave();
    long lastByte = beat.ifSilent(stream, now, (long) (interval * EARLIEST));
    if (lastByte != GONE) {
      schedule(turn, lastByte + due(), now);
    }
  }

  long nanosToNextTick(long now) {
    return Math.max(1, nextTick - now);
  }
}
