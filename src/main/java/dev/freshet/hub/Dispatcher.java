package dev.freshet.hub;

import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.health.Service;
import dev.freshet.log.Follower;
import dev.freshet.log.LoggedEvent;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands each event of the log to the channels that it belongs to, and orders that with joining: an
 * event is either before a seam or behind it. Under its lock there is nothing but the index, the
 * chains, the mailboxes of the listeners and the seam; whatever is to be called is called after.
 * Any thread.
 */
final class Dispatcher implements Follower {
  private final List<Pump> pumps;
  private final HubCounters counters;
  private final Listeners listeners;
  private final Service service;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final ChannelIndex channels = new ChannelIndex();
  private final Waiting waiting = new Waiting();
  private final TopicTally topics = new TopicTally();
  private EventId lastDispatched = EventId.NONE;
  private @Nullable EventId beginning;
  private long dispatches;
  private int lastPump;
  private boolean open;

  /** The follower's: whether the last event could not be dispatched as it should. */
  private boolean failing;

  Dispatcher(List<Pump> pumps, HubCounters counters, Listeners listeners, Service service) {
    this.pumps = pumps;
    this.counters = counters;
    this.listeners = listeners;
    this.service = service;
  }

  @Override
  public void logged(LoggedEvent logged) {
    // Before the lock: that others hold it is part of what a delivery takes.
    long now = System.nanoTime();
    Throwable failure = null;
    List<Runnable> calls;
    lock.lock();
    try {
      failure = dispatch(logged, now);
      calls = reached(logged.position());
    } finally {
      lock.unlock();
    }
    calls.forEach(Runnable::run);
    listeners.wake(logged.event());
    if (failure != null || failing) {
      report(failure);
    }
  }

  /** Gives what went wrong, or null. */
  private @Nullable Throwable dispatch(LoggedEvent logged, long now) {
    try {
      listeners.put(logged, lastDispatched);
      topics.count(logged.event());
      long dispatch = ++dispatches;
      channels.visit(logged.event(), channel -> channel.append(logged, dispatch, now));
      return null;
    } catch (Throwable e) {
      // Some channels may have the event and others not, and an error, such as one of memory, is no
      // reason to keep quiet about it. All streams end; clients come back and read it in the log.
      listeners.missed();
      channels.takeAll().forEach(channel -> channel.close(CloseReason.FAILED));
      return e;
    }
  }

  private void report(@Nullable Throwable failure) {
    failing = failure != null;
    if (failure == null) {
      service.beat();
    } else {
      service.failed(failure);
    }
  }

  @Override
  public void resumed(EventId position, boolean complete) {
    List<Runnable> calls;
    lock.lock();
    try {
      if (beginning == null) {
        beginning = position;
      }
      if (!complete) {
        // Clients that have a stream must come back to be told; nothing newer may reach them
        // before.
        counters.gap();
        channels.takeAll().forEach(channel -> channel.close(CloseReason.REPLAY_GAP));
      }
      listeners.putResumed(lastDispatched);
      calls = reached(position);
    } finally {
      lock.unlock();
    }
    calls.forEach(Runnable::run);
    listeners.wakeAll();
  }

  /** Gives the calls to make once the lock is free. */
  private List<Runnable> reached(EventId position) {
    lastDispatched = position.isAfter(lastDispatched) ? position : lastDispatched;
    return waiting.wake(lastDispatched);
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
   * @throws HubUnavailableException if the hub is closed, or no pump has a thread
   */
  Subscriber enter(Subscription subscription, BiFunction<Part, Seam, Subscriber> make) {
    lock.lock();
    try {
      if (!open) {
        throw new HubUnavailableException("The hub is stopping.");
      }
      int number = nextPump();
      Channel channel = channels.open(subscription, pumps.size());
      Part part = channel.enter(pumps.get(number), number);
      return make(channel, part, make);
    } finally {
      lock.unlock();
    }
  }

  private Subscriber make(Channel channel, Part part, BiFunction<Part, Seam, Subscriber> maker) {
    boolean isMade = false;
    try {
      Subscriber made = maker.apply(part, new Seam(channel.last(), lastDispatched));
      isMade = true;
      return made;
    } finally {
      if (!isMade && channel.leave()) {
        channels.close(channel);
      }
    }
  }

  /** Each in turn, but for those whose thread has died: until it has another, none writes. */
  private int nextPump() {
    for (int i = 0; i < pumps.size(); i++) {
      lastPump = (lastPump + 1) % pumps.size();
      if (pumps.get(lastPump).isAlive()) {
        return lastPump;
      }
    }
    throw new HubUnavailableException("The hub has no thread that could write.");
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

  /**
   * Calls back, without the lock, when this node has dispatched as far as that: with the seam of
   * that moment. Events that come before the call are behind the seam, as after any other.
   */
  void whenDispatched(EventId position, Channel channel, Consumer<Seam> then) {
    Seam seam;
    lock.lock();
    try {
      if (position.isAfter(lastDispatched)) {
        waiting.forPosition(position, channel, then);
        return;
      }
      seam = new Seam(channel.last(), lastDispatched);
    } finally {
      lock.unlock();
    }
    then.accept(seam);
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

  /**
   * Tells the subscriber when the log may be back, even if that was before this call but after
   * these wakes were noted.
   */
  void awaitLog(Subscriber subscriber, long wakes) {
    boolean waits;
    lock.lock();
    try {
      waits = waiting.forLog(subscriber, wakes);
    } finally {
      lock.unlock();
    }
    if (!waits) {
      subscriber.logResumed();
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
