package dev.freshet.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The subscribers of one channel that one pump writes for. */
final class Part implements Runnable {
  private final Channel channel;
  private final Pump pump;

  /** True from an event's arrival until the walk that begins after it. */
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

  /** Any thread: has the pump walk here, once, however often it is said. */
  void markDirty() {
    if (dirty.compareAndSet(false, true)) {
      pump.submit(this);
    }
  }

  /** On the pump: a walk, now or when the part has rested. */
  @Override
  public void run() {
    if (rest.nanosLeft(System.nanoTime()) > 0) {
      pump.postpone(this);
    } else {
      walk();
    }
  }

  /** On the pump: everybody writes what they are behind. */
  void walk() {
    dirty.set(false);
    long start = System.nanoTime();
    Node end = channel.last();
    // Backwards: a subscriber that closes during the walk is replaced by one already visited.
    for (int i = subscribers.size() - 1; i >= 0; i--) {
      catchUp(subscribers.get(i), end);
    }
    rest.earn(end.number - walked, start, System.nanoTime());
    walked = end.number;
  }

  /** On the pump: nanoseconds that are left of its rest at a time, or 0. */
  long restLeft(long now) {
    return rest.nanosLeft(now);
  }

  /** On the pump: whose rest ends first. */
  static int compareRest(Part one, Part other) {
    return one.rest.compareTo(other.rest);
  }

  /** As the pump's guard does it, but so that the compiler sees what each delivery calls. */
  private void catchUp(Subscriber subscriber, Node end) {
    try {
      subscriber.catchUp(end);
    } catch (Throwable e) {
      pump.bear(subscriber, e);
    }
  }

  /** On the pump: everybody leaves. */
  void close(CloseReason reason) {
    clean();
    for (int i = subscribers.size() - 1; i >= 0; i--) {
      pump.guard(subscribers.get(i), Subscriber::end, reason);
    }
  }

  /** On the pump, when a walk may have been lost: the next event has the pump walk here again. */
  void clean() {
    dirty.set(false);
  }

  /** On the pump. */
  void add(Subscriber subscriber) {
    subscriber.setIndex(subscribers.size());
    subscribers.add(subscriber);
  }

  /** On the pump: the last one takes the place of the one that left. */
  void remove(Subscriber subscriber) {
    Subscriber moved = subscribers.remove(subscribers.size() - 1);
    if (moved != subscriber) {
      subscribers.set(subscriber.index(), moved);
      moved.setIndex(subscriber.index());
    }
  }
}
