package dev.freshet.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The subscribers of one channel that one pump writes for. */
final class Part implements Runnable {
  private final Channel channel;
  private final Pump pump;

  /** True from the arrival of an event until the next walk begins. */
  private final AtomicBoolean dirty = new AtomicBoolean();

  // Owned by the pump.
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final Rest rest;
  private long walked;

  Part(Channel channel, Pump pump) {
    this.channel = channel;
    this.pump = pump;
    this.rest = new Rest(pump.maxRest());
    this.walked = channel.last().number;
  }

  Channel channel() {
    return channel;
  }

  Pump pump() {
    return pump;
  }

  /** Any thread: schedules one walk on the pump, however often it is called before that walk. */
  void markDirty() {
    if (dirty.compareAndSet(false, true)) {
      pump.submit(this);
    }
  }

  /** On the pump: walks now, or once the part has rested. */
  @Override
  public void run() {
    if (rest.nanosLeft(System.nanoTime()) > 0) {
      pump.postpone(this);
    } else {
      walk();
    }
  }

  /** On the pump: lets every subscriber catch up. */
  void walk() {
    dirty.set(false);
    long start = System.nanoTime();
    Node end = channel.last();
    // Backwards, so that a subscriber that closes is replaced by one that was already visited.
    for (int i = subscribers.size() - 1; i >= 0; i--) {
      catchUp(subscribers.get(i), end);
    }
    rest.earn(end.number - walked, start, System.nanoTime());
    walked = end.number;
  }

  /** On the pump: nanoseconds of rest left at time {@code now}, or 0. */
  long restLeft(long now) {
    return rest.nanosLeft(now);
  }

  /** On the pump: orders parts by the end of their rest. */
  static int compareRest(Part one, Part other) {
    return one.rest.compareTo(other.rest);
  }

  /** Like the pump's guard, written out so that the JIT compiler sees what each delivery calls. */
  private void catchUp(Subscriber subscriber, Node end) {
    try {
      subscriber.catchUp(end);
    } catch (Throwable e) {
      pump.bear(subscriber, e);
    }
  }

  /** On the pump: ends the stream of every subscriber. */
  void close(CloseReason reason) {
    clean();
    for (int i = subscribers.size() - 1; i >= 0; i--) {
      pump.guard(subscribers.get(i), Subscriber::end, reason);
    }
  }

  /** On the pump, when a walk may have been lost: lets the next event schedule a walk again. */
  void clean() {
    dirty.set(false);
  }

  /** On the pump. */
  void add(Subscriber subscriber) {
    subscriber.setIndex(subscribers.size());
    subscribers.add(subscriber);
  }

  /** On the pump: the last subscriber takes the index of the one that left. */
  void remove(Subscriber subscriber) {
    Subscriber moved = subscribers.remove(subscribers.size() - 1);
    if (moved != subscriber) {
      subscribers.set(subscriber.index(), moved);
      moved.setIndex(subscriber.index());
    }
  }
}
