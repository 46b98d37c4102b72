package dev.freshet.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.log.EventLog;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Start;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes events and hands each to everybody who asked for it. Any thread may publish, join and read
 * the counters.
 */
public final class Hub implements AutoCloseable {
  /** The answer to a client that may have missed events, and the id that asks for all there are. */
  public static final String EARLIEST = "earliest";

  private static final Logger LOG = System.getLogger(Hub.class.getName());

  /** How long stopping waits for one pump to write and close its streams. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final HubSettings settings;
  private final EventLog log;
  private final Executor aside;
  private final List<Pump> pumps = new ArrayList<>();
  private final HubCounters counters = new HubCounters();

  /** Orders dispatching and joining: an event is either before a seam or behind it. */
  private final ReentrantLock dispatchLock = new ReentrantLock();

  // Guarded by the dispatch lock.
  private final ChannelIndex channels = new ChannelIndex();
  private EventId lastDispatched = EventId.NONE;
  private long dispatches;
  private int nextPump;
  private boolean open;

  /**
   * A hub that is not started.
   *
   * @param pumpThreads makes one thread for each pump
   * @param aside runs what may block for short: reading the log, ending stuck responses. It must
   *     queue rather than refuse
   */
  public Hub(HubSettings settings, EventLog log, ThreadFactory pumpThreads, Executor aside) {
    this.settings = settings;
    this.log = log;
    this.aside = aside;
    for (int i = 0; i < settings.pumps(); i++) {
      pumps.add(new Pump(pumpThreads, settings.heartbeat()));
    }
  }

  /** A place between the events before it, which are in the log, and those behind, in a chain. */
  record Seam(Node node, EventId position) {}

  /** Starts the pumps and follows the log. Called once. */
  public void start() {
    pumps.forEach(Pump::start);
    EventId from = log.follow(this::dispatch);
    dispatchLock.lock();
    try {
      // Something may have been dispatched since: the seam must not fall behind it.
      lastDispatched = from.isAfter(lastDispatched) ? from : lastDispatched;
      open = true;
    } finally {
      dispatchLock.unlock();
    }
  }

  /**
   * Publishes an event. The stage completes with the id that subscribers see once the log has the
   * event, or fails, and then nobody sees it: with {@link EventTooLargeException}, or {@link
   * HubUnavailableException}. Does not block.
   */
  public CompletionStage<String> publish(Event event) {
    if (isTooLarge(event)) {
      return CompletableFuture.failedStage(new EventTooLargeException(settings.maxEventBytes()));
    }
    return log.append(event).handle(this::answer);
  }

  private String answer(@Nullable LoggedEvent logged, @Nullable Throwable failure) {
    if (logged == null) {
      throw new HubUnavailableException(
          failure == null ? "The log gave no answer." : String.valueOf(failure.getMessage()));
    }
    counters.published();
    return logged.shownId();
  }

  /** Counts UTF-8 bytes only when the text is long enough for it to matter. */
  private boolean isTooLarge(Event event) {
    int limit = settings.maxEventBytes();
    int chars = event.data().length();
    if (chars > limit) {
      return true;
    }
    return chars > limit / 3 && event.data().getBytes(UTF_8).length > limit;
  }

  private void dispatch(LoggedEvent logged) {
    dispatchLock.lock();
    try {
      long dispatch = ++dispatches;
      lastDispatched = logged.position();
      channels.visit(logged.event(), channel -> channel.append(logged.wire(), dispatch));
    } finally {
      dispatchLock.unlock();
    }
  }

  /**
   * Opens a stream: everything after {@code lastEventId} that the log has, then everything that is
   * published, without a gap and without a repetition.
   *
   * @param lastEventId what the client saw last, {@link #EARLIEST} for all there is, or null
   * @throws HubUnavailableException if the hub is full or stopping; the outlet is then untouched
   * @throws IOException if the client left meanwhile
   */
  public Subscriber join(Subscription subscription, @Nullable String lastEventId, Outlet outlet)
      throws IOException {
    if (!counters.admit(settings.maxStreams())) {
      throw new HubUnavailableException("All " + settings.maxStreams() + " streams are taken.");
    }
    Subscriber subscriber;
    Start start;
    try {
      start = lastEventId == null ? null : log.locate(lastEventId);
      subscriber = enter(subscription, start, outlet);
    } catch (RuntimeException e) {
      counters.withdraw();
      throw e;
    }
    counters.joined();
    open(subscriber, outlet, lastEventId, start);
    return subscriber;
  }

  private Subscriber enter(Subscription subscription, @Nullable Start start, Outlet outlet) {
    dispatchLock.lock();
    try {
      if (!open) {
        throw new HubUnavailableException("The hub is stopping.");
      }
      nextPump = (nextPump + 1) % pumps.size();
      Channel channel = channels.open(subscription, pumps.size());
      Part part = channel.enter(pumps.get(nextPump), nextPump);
      Replay replay =
          start == null ? null : new Replay(start.after(), lastDispatched, start.complete());
      Subscriber subscriber =
          new Subscriber(
              this,
              part,
              outlet,
              channel.last(),
              replay == null || replay.isDone() ? null : replay);
      // Under the lock: once the hub is closed to joins, every pump knows whom it has to close.
      subscriber.join(greeting());
      return subscriber;
    } finally {
      dispatchLock.unlock();
    }
  }

  /** Without the lock: the outlet is foreign code, and may call the subscriber back at once. */
  private void open(
      Subscriber subscriber, Outlet outlet, @Nullable String lastEventId, @Nullable Start start)
      throws IOException {
    try {
      outlet.open(start == null || start.complete() ? lastEventId : EARLIEST, subscriber);
    } catch (IOException | RuntimeException e) {
      subscriber.failed(e);
      throw e;
    }
  }

  private String greeting() {
    long retry = settings.retry().toMillis();
    if (retry == 0) {
      return ":\n";
    }
    return ":\nretry: " + ThreadLocalRandom.current().nextLong(retry / 2, retry * 3 / 2 + 1) + "\n";
  }

  /** The counters of this hub. */
  public HubCounters counters() {
    return counters;
  }

  /** How many distinct subscriptions have a stream. */
  public int channels() {
    dispatchLock.lock();
    try {
      return channels.size();
    } finally {
      dispatchLock.unlock();
    }
  }

  EventLog log() {
    return log;
  }

  Seam seam(Channel channel) {
    dispatchLock.lock();
    try {
      return new Seam(channel.last(), lastDispatched);
    } finally {
      dispatchLock.unlock();
    }
  }

  boolean isTooFarBehind(Node at, Node end) {
    return end.number - at.number > settings.maxLagEvents()
        || end.totalBytes - at.totalBytes > settings.maxLagBytes();
  }

  /** Takes note that a subscriber is gone. */
  void left(Channel channel, CloseReason reason) {
    counters.closed(reason);
    dispatchLock.lock();
    try {
      if (channel.leave()) {
        channels.close(channel);
      }
    } finally {
      dispatchLock.unlock();
    }
  }

  /** Runs what may block; if the executor refuses, on this thread: it must be done. */
  void aside(Runnable task) {
    try {
      aside.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.WARNING, "No thread for a task of the hub: it runs on the pump.", e);
      task.run();
    }
  }

  /** Refuses new streams, writes what was published, ends every stream with SHUTDOWN. */
  @Override
  public void close() {
    dispatchLock.lock();
    try {
      open = false;
    } finally {
      dispatchLock.unlock();
    }
    log.close();
    pumps.forEach(Pump::stop);
    try {
      for (Pump pump : pumps) {
        if (!pump.join(STOP_PATIENCE)) {
          LOG.log(Level.WARNING, "A pump did not stop in {0}.", STOP_PATIENCE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
