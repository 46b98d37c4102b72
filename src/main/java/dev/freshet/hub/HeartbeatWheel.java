package dev.freshet.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * When which stream is looked at for a heartbeat: a timing wheel of one heartbeat's length. Each
 * stream's time is drawn again from the last part of the interval, so that streams which fell
 * silent together do not beat together. A stream that has ended is taken out at once, or it and all
 * that belongs to it would stay in memory until its time. Owned by a pump.
 *
 * @param <S> a stream
 */
final class HeartbeatWheel<S> {
  /** The answer of a stream that has ended when it was looked at. */
  static final long GONE = Long.MIN_VALUE;

  private static final int SLOTS = 64;

  /** Heartbeats are due after between this part of the interval and all of it. */
  private static final double EARLIEST = 0.7;

  /**
   * Sends a heartbeat to a stream that has been silent for so long. It must not throw: the streams
   * whose turn comes after this one would wait for a whole turn of the wheel.
   */
  @FunctionalInterface
  interface Beat<S> {
    /** When the last byte went out, or {@link #GONE}. Times are those of {@code now}. */
    long ifSilent(S stream, long now, long nanos);
  }

  /** A stream's turn: between two others in a ring, or in none. */
  static final class Turn<S> {
    /** Null for the one that every ring begins and ends with. */
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

  /** Looks at a stream whose last byte went out now, until its turn is taken back. */
  Turn<S> add(S stream, long now) {
    Turn<S> turn = new Turn<>(stream);
    schedule(turn, now + due(), now);
    return turn;
  }

  /** Does not look at this stream any more. */
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

  /** Looks at every stream whose time has come. */
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
