package dev.freshet.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When which stream is looked at for a heartbeat: a timing wheel of one heartbeat's length. Each
 * stream's time is drawn anew from the last part of the interval, so that streams which fell silent
 * together do not beat together. Owned by a pump.
 *
 * @param <S> a stream
 */
final class HeartbeatWheel<S> {
  /** The answer of a stream that need not be looked at again. */
  static final long GONE = Long.MIN_VALUE;

  private static final int SLOTS = 64;

  /** Heartbeats are due after between this part of the interval and all of it. */
  private static final double EARLIEST = 0.7;

  /** Sends a heartbeat to a stream that has been silent for so long. */
  @FunctionalInterface
  interface Beat<S> {
    /** When the last byte went out, or {@link #GONE}. Times are those of {@code now}. */
    long ifSilent(S stream, long now, long nanos);
  }

  private final Beat<S> beat;
  private final List<List<S>> slots = new ArrayList<>(SLOTS);
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
      slots.add(new ArrayList<>());
    }
  }

  /** Looks at a stream whose last byte went out now. */
  void add(S stream, long now) {
    schedule(stream, now + due(), now);
  }

  private long due() {
    return (long)
        (interval * (EARLIEST + (1 - EARLIEST) * ThreadLocalRandom.current().nextDouble()));
  }

  private void schedule(S stream, long at, long now) {
    long ticks = Math.max(1, Math.min(SLOTS - 1, (at - now) / tick));
    slots.get((int) ((current + ticks) % SLOTS)).add(stream);
  }

  /** Looks at every stream whose time has come. */
  void advance(long now) {
    while (now - nextTick >= 0) {
      nextTick += tick;
      current = (current + 1) % SLOTS;
      List<S> due = slots.get(current);
      if (due.isEmpty()) {
        continue;
      }
      slots.set(current, new ArrayList<>());
      for (S stream : due) {
        look(stream, now);
      }
    }
  }

  private void look(S stream, long now) {
    long lastByte = beat.ifSilent(stream, now, (long) (interval * EARLIEST));
    if (lastByte != GONE) {
      schedule(stream, lastByte + due(), now);
    }
  }

  long nanosToNextTick(long now) {
    return Math.max(1, nextTick - now);
  }
}
