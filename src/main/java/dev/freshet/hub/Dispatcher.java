package dev.freshet.hub;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.log.Follower;
import dev.freshet.log.LoggedEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands each event of the log to the channels that it belongs to, and orders that with joining: an
 * event is either before a seam or behind it. Any thread.
 */
final class Dispatcher implements Follower {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final List<Pump> pumps;
  private final HubCounters counters;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final ChannelIndex channels = new ChannelIndex();
  private final Waiting waiting = new Waiting();
  private final TopicTally topics = new TopicTally();
  private EventId lastDispatched = EventId.NONE;
  private @Nullable EventId beginning;
  private long dispatches;
  private int nextPump;
  private final Map<String, List<Listener>> listeners = new HashMap<>();
  private boolean open;

  Dispatcher(List<Pump> pumps, HubCounters counters) {
    this.pumps = pumps;
    this.counters = counters;
  }

  @Override
  public void logged(LoggedEvent logged) {
    // Before the lock: that others hold it is part of what a delivery takes.
    long now = System.nanoTime();
    lock.lock();
    try {
      hear(logged.event());
      topics.count(logged.event());
      long dispatch = ++dispatches;
      channels.visit(logged.event(), channel -> channel.append(logged, dispatch, now));
      reached(logged.position());
    } finally {
      lock.unlock();
    }
  }

  private void hear(Event event) {
    if (!listeners.isEmpty()) {
      for (String topic : event.topics()) {
        listeners.getOrDefault(topic, List.of()).forEach(listener -> hear(listener, event));
      }
    }
  }

  private static void hear(Listener listener, Event event) {
    try {
      listener.heard(event);
    } catch (RuntimeException e) {
      // Dispatch must outlive any fault of foreign code.
      LOG.log(Level.ERROR, "A listener failed.", e);
    }
  }

  @Override
  public void resumed(EventId position, boolean complete) {
    lock.lock();
    try {
      if (beginning == null) {
        beginning = position;
      }
      if (!complete) {
        // Who has a stream must come back to be told; nothing newer may reach it before.
        counters.gap();
        channels.takeAll().forEach(channel -> channel.close(CloseReason.REPLAY_GAP));
      }
      listeners.values().forEach(all -> all.forEach(Listener::resumed));
      reached(position);
    } finally {
      lock.unlock();
    }
  }

  private void reached(EventId position) {
    lastDispatched = position.isAfter(lastDispatched) ? position : lastDispatched;
    waiting.wake(lastDispatched);
  }

  void listen(String topic, Listener listener) {
    lock.lock();
    try {
      listeners.computeIfAbsent(topic, t -> new ArrayList<>()).add(listener);
    } finally {
      lock.unlock();
    }
  }

  void open() {
    lock.lock();
    try {
      open = true;
    } finally {
      lock.unlock();
    }
  }

  /** From now on nobody enters. */
  void close() {
    lock.lock();
    try {
      open = false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets a subscriber in. It is made at the seam, and must have been given to its pump when that
   * returns: then, once the hub is closed, every pump knows whom it has to close.
   *
   * @throws HubUnavailableException if the hub is closed
   */
  Subscriber enter(Subscription subscription, BiFunction<Part, Seam, Subscriber> make) {
    lock.lock();
    try {
      if (!open) {
        throw new HubUnavailableException("The hub is stopping.");
      }
      nextPump = (nextPump + 1) % pumps.size();
      Channel channel = channels.open(subscription, pumps.size());
      Part part = channel.enter(pumps.get(nextPump), nextPump);
      return make.apply(part, new Seam(channel.last(), lastDispatched));
    } finally {
      lock.unlock();
    }
  }

  /** Takes note that a subscriber is gone. */
  void leave(Subscriber subscriber, Channel channel) {
    lock.lock();
    try {
      waiting.forget(subscriber);
      if (channel.leave()) {
        channels.close(channel);
      }
    } finally {
      lock.unlock();
    }
  }

  Seam seam(Channel channel) {
    lock.lock();
    try {
      return new Seam(channel.last(), lastDispatched);
    } finally {
      lock.unlock();
    }
  }

  /** The place up to which this node has dispatched. */
  EventId lastDispatched() {
    lock.lock();
    try {
      return lastDispatched;
    } finally {
      lock.unlock();
    }
  }

  /** The place after which this node has dispatched everything; none before the log was there. */
  EventId beginning() {
    lock.lock();
    try {
      return beginning == null ? EventId.NONE : beginning;
    } finally {
      lock.unlock();
    }
  }

  /** Calls back, with the seam of that moment, when this node has dispatched as far as that. */
  void whenDispatched(EventId position, Channel channel, Consumer<Seam> then) {
    lock.lock();
    try {
      Runnable callback = () -> then.accept(new Seam(channel.last(), lastDispatched));
      if (position.isAfter(lastDispatched)) {
        waiting.forPosition(position, callback);
      } else {
        callback.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** To be noted before the log is asked, for {@link #awaitLog}. */
  long wakes() {
    lock.lock();
    try {
      return waiting.wakes();
    } finally {
      lock.unlock();
    }
  }

  /** Tells the subscriber when the log may be there again, be that since these wakes were noted. */
  void awaitLog(Subscriber subscriber, long wakes) {
    lock.lock();
    try {
      waiting.forLog(subscriber, wakes);
    } finally {
      lock.unlock();
    }
  }

  /** What was dispatched since this was asked last. */
  TopicCounts takeTopicCounts() {
    TopicTally.Taken taken;
    lock.lock();
    try {
      taken = topics.take();
    } finally {
      lock.unlock();
    }
    return taken.counts();
  }

  /** How many distinct subscriptions have a stream. */
  int channels() {
    lock.lock();
    try {
      return channels.size();
    } finally {
      lock.unlock();
    }
  }
}
