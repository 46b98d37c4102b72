package dev.freshet.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When which stream is looked at for a heartbeat: a timing wheel of one heartbeat's length. Each
 * stream's time is drawn anew from the last part of the interval, so that streams which fell silent
 * together do not beat together. Owned by a pump.
 */
final class HeartbeatWheel {
  private static final int SLOTS = 64;

  /** Heartbeats are due after between this part of the interval and all of it. */
  private static final double EARLIEST = 0.7;

  private final List<List<Subscriber>> slots = new ArrayList<>(SLOTS);
  private final long interval;
  private final long tick;
  private int current;
  private long nextTick;

  HeartbeatWheel(long intervalNanos, long now) {
    interval = intervalNanos;
    tick = Math.max(1, intervalNanos / SLOTS);
    nextTick = now + tick;
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new ArrayList<>());
    }
  }

  /** Looks at a stream whose last byte went out now. */
  void add(Subscriber subscriber, long now) {
    schedule(subscriber, now + due(), now);
  }

  private long due() {
    return (long)
        (interval * (EARLIEST + (1 - EARLIEST) * ThreadLocalRandom.current().nextDouble()));
  }

  private void schedule(Subscriber subscriber, long at, long now) {
    long ticks = Math.max(1, Math.min(SLOTS - 1, (at - now) / tick));
    slots.get((int) ((current + ticks) % SLOTS)).add(subscriber);
  }

  /** Looks at every stream whose time has come. */
  void advance(long now) {
    while (now - nextTick >= 0) {
      nextTick += tick;
      current = (current + 1) % SLOTS;
      List<Subscriber> due = slots.get(current);
      if (due.isEmpty()) {
        continue;
      }
      slots.set(current, new ArrayList<>());
      for (Subscriber subscriber : due) {
        look(subscriber, now);
      }
    }
  }

  private void look(Subscriber subscriber, long now) {
    if (subscriber.isClosed()) {
      return;
    }
    long silent = now - subscriber.lastWrite();
    if (silent >= (long) (interval * EARLIEST)) {
      subscriber.beat(now, interval);
      add(subscriber, now);
    } else {
      schedule(subscriber, subscriber.lastWrite() + due(), now);
    }
  }

  long nanosToNextTick(long now) {
    return Math.max(1, nextTick - now);
  }
}
