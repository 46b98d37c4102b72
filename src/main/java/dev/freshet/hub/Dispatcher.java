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
 * Hands each event of the log to the channels it belongs to, and orders dispatching against
 * joining: an event is either before a seam or after it. Only the index, the chains, the listeners'
 * mailboxes and the seam are touched under the lock; all calls to other code are made after it is
 * released. Any thread.
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

  /** Whether dispatching the last event failed. Used by the follower's thread only. */
  private boolean failing;

  Dispatcher(List<Pump> pumps, HubCounters counters, Listeners listeners, Service service) {
    this.pumps = pumps;
    this.counters = counters;
    this.listeners = listeners;
    this.service = service;
  }

  @Override
  public void logged(LoggedEvent logged) {
    // Read before the lock is taken: waiting for it counts as part of a delivery's latency.
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

  /** Returns the failure, or null if there was none. */
  private @Nullable Throwable dispatch(LoggedEvent logged, long now) {
    try {
      listeners.put(logged, lastDispatched);
      topics.count(logged.event());
      long dispatch = ++dispatches;
      channels.visit(logged.event(), channel -> channel.append(logged, dispatch, now));
      return null;
    } catch (Throwable e) {
      // Some channels may have the event and others not, whether this is an exception or an error
      // such as OutOfMemoryError. All streams end; clients reconnect and read the event from the
      // log.
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
        // Clients that have a stream must reconnect to be told of the gap, and must see nothing
        // newer before that.
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

  /** Returns the calls to make once the lock is released. */
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

  /** Refuses new subscribers from now on. */
  void close() {
    lock.lock();
    try {
      open = false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Admits a subscriber. {@code make} creates it at the seam and must have submitted it to its pump
   * when it returns, so that once the hub is closed every pump knows all the streams it has to end.
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

  /** Picks pumps in turn, except those whose thread has died: they write nothing for now. */
  private int nextPump() {
    for (int i = 0; i < pumps.size(); i++) {
      lastPump = (lastPump + 1) % pumps.size();
      if (pumps.get(lastPump).isAlive()) {
        return lastPump;
      }
    }
    throw new HubUnavailableException("The hub has no thread that could write.");
  }

  /** Removes a subscriber whose stream has ended. */
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

  /** The position up to which this node has dispatched. */
  EventId lastDispatched() {
    lock.lock();
    try {
      return lastDispatched;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The position after which this node has dispatched everything; {@link EventId#NONE} until the
   * log is first available.
   */
  EventId beginning() {
    lock.lock();
    try {
      return beginning == null ? EventId.NONE : beginning;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Calls back, without the lock, once this node has dispatched up to {@code position}, with the
   * seam of that moment. Events dispatched between that moment and the call are after the seam, as
   * with any other seam.
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

  /** Returns the wake count to pass to {@link #awaitLog}. Read it before asking the log. */
  long wakes() {
    lock.lock();
    try {
      return waiting.wakes();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notifies the subscriber when the log may be back, or at once if that happened after {@code
   * wakes} was read.
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

  /** Returns the counts since the last call. */
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
