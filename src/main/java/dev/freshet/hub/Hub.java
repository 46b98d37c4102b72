package dev.freshet.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.health.Health;
import dev.freshet.log.EventLog;
import dev.freshet.log.Gaps;
import dev.freshet.log.Lease;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.Mark;
import dev.freshet.log.Start;
import dev.freshet.log.Term;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
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
  private final Lease lease;
  private final InstantSource clock;
  private final HubCounters counters = new HubCounters();
  private final List<Pump> pumps = new ArrayList<>();
  private final Aside aside;
  private final Listeners listeners;
  private final Dispatcher dispatcher;
  private final Publisher publisher;
  private final Supervisor supervisor;

  /**
   * A hub that is not started.
   *
   * @param lease the right to do what only one of the nodes on this log does
   * @param health shows what does not work
   * @param clock the wall clock, by which rights end
   */
  public Hub(
      HubSettings settings,
      EventLog log,
      Lease lease,
      HubThreads threads,
      Health health,
      InstantSource clock) {
    this.settings = settings;
    this.log = log;
    this.lease = lease;
    this.clock = clock;
    this.aside = new Aside(threads.aside(), counters, health.fault("hub-threads"));
    this.listeners = new Listeners(threads.listeners(), counters, health);
    this.dispatcher =
        new Dispatcher(pumps, counters, listeners, health.service("dispatch", Duration.ZERO));
    for (int i = 0; i < settings.pumps(); i++) {
      pumps.add(new Pump(i, threads.pumps(), health, settings));
    }
    this.publisher = new Publisher(log, counters, settings.maxEventBytes());
    this.supervisor = new Supervisor(pumps, aside, listeners, dispatcher, clock, health);
  }

  /** A hub with a health of its own, whose listeners run aside. It is not started. */
  public Hub(
      HubSettings settings, EventLog log, Lease lease, ThreadFactory pumpThreads, Executor aside) {
    this(
        settings,
        log,
        lease,
        new HubThreads(pumpThreads, aside, aside),
        Health.ofSystem(),
        InstantSource.system());
  }

  /** Starts the pumps and follows the log. Called once. */
  public void start() {
    pumps.forEach(Pump::start);
    log.follow(dispatcher);
    dispatcher.open();
  }

  /**
   * Looks after what runs: replaces pumps that have died, offers again what was refused, tells the
   * listeners what they have missed, and follows a wall clock that was set. To be called once a
   * second after {@link #start}; never throws.
   */
  public void supervise() {
    supervisor.supervise();
  }

  /**
   * Publishes an event. The stage completes with the id that subscribers see once the log has the
   * event, or fails: with {@link EventTooLargeException}, or {@link HubUnavailableException}. Then
   * nobody sees it, unless the connection to a remote log broke on the way. Does not block.
   */
  public CompletionStage<String> publish(Event event) {
    return publisher.publish(event, Term.ANY, null, null);
  }

  /**
   * Publishes an event once: if it was published with this key a short while ago, nothing happens,
   * and the id is the same. As {@link #publish(Event)}, but fails with {@link IdempotencyException}
   * if another event was published with the key.
   */
  public CompletionStage<String> publish(Event event, String key) {
    return publisher.publish(event, Term.ANY, key, null);
  }

  /** Whether this node does what only one node of the hub does: by the clock, or for Redis. */
  public boolean holdsLease() {
    return lease.held() != null;
  }

  /**
   * Publishes what only one node of the hub may. As {@link #publish(Event)}, but fails with {@link
   * NotHolderException} if another node holds the lease, however late this one learns of it.
   */
  public CompletionStage<String> publishAsHolder(Event event) {
    return publishUnderTerm(event, null, null);
  }

  /**
   * As {@link #publishAsHolder(Event)}, and once, as {@link #publish(Event, String)}: also if the
   * holder before has published it. Where no other node can be the holder, no key is kept.
   */
  public CompletionStage<String> publishAsHolder(Event event, String key) {
    return publishUnderTerm(event, key, null);
  }

  /**
   * As {@link #publishAsHolder(Event, String)}, and moves a mark. Fails with {@link
   * IdempotencyException} if the mark has come as far already, however long ago that was. Where
   * {@link #keepsMarks} is false, the mark has no effect.
   */
  public CompletionStage<String> publishAsHolder(Event event, String key, Mark mark) {
    return publishUnderTerm(event, key, mark);
  }

  /** Whether the log keeps the marks of {@link #publishAsHolder(Event, String, Mark)}. */
  public boolean keepsMarks() {
    return log.keepsMarks();
  }

  private CompletionStage<String> publishUnderTerm(
      Event event, @Nullable String key, @Nullable Mark mark) {
    Term term = lease.held();
    return term == null
        ? CompletableFuture.failedStage(new NotHolderException())
        : publisher.publish(event, term, term.equals(Term.ANY) ? null : key, mark);
  }

  /** Whether an event has more bytes than one may have here. */
  public boolean isTooLarge(Event event) {
    return publisher.isTooLarge(event);
  }

  /**
   * Opens a stream: what the request asks of the log, then everything that is published, without a
   * gap and without a repetition.
   *
   * @throws HubUnavailableException if the hub is full or stopping; the outlet is then untouched
   * @throws StreamOverException if it ended before it began; the outlet is then untouched
   * @throws IOException if the client left meanwhile
   */
  public Subscriber join(StreamRequest request, Outlet outlet) throws IOException {
    if (!counters.admit(settings.maxStreams())) {
      throw new HubUnavailableException("All " + settings.maxStreams() + " streams are taken.");
    }
    Subscriber subscriber;
    Start start;
    try {
      start = locate(request);
      Expiries.Deadline deadline = Expiries.Deadline.at(request.until(), clock);
      if (deadline.nanos() <= Expiries.now()) {
        throw new StreamOverException(CloseReason.EXPIRED);
      }
      subscriber =
          dispatcher.enter(
              request.subscription(),
              (part, seam) -> {
                Replay replay = Replay.of(request, start, seam.position());
                Subscriber entering =
                    new Subscriber(this, part, outlet, seam.node(), replay, deadline);
                entering.join();
                return entering;
              });
    } catch (RuntimeException | Error e) {
      counters.withdraw();
      throw e;
    }
    counters.joined();
    open(subscriber, outlet, request.lastEventId(), start);
    return subscriber;
  }

  /** Null if no id was given, or the log is away: the stream opens all the same, and waits. */
  private @Nullable Start locate(StreamRequest request) {
    String id = request.lastEventId();
    if (id == null) {
      return null;
    }
    try {
      return log.locate(request.subscription(), id);
    } catch (LogUnavailableException e) {
      LOG.log(Level.DEBUG, "A stream waits for the log.", e);
      return null;
    }
  }

  /** Without the lock: the outlet is foreign code, and may call the subscriber back at once. */
  private void open(
      Subscriber subscriber, Outlet outlet, @Nullable String lastEventId, @Nullable Start start)
      throws IOException {
    byte[] greeting = greeting();
    subscriber.opening().begin();
    try {
      outlet.open(start == null || start.complete() ? lastEventId : EARLIEST, greeting, subscriber);
    } catch (IOException | RuntimeException | Error e) {
      subscriber.failed(e);
      throw e;
    } finally {
      subscriber.opening().done();
    }
    counters.wrote(0, greeting.length);
  }

  /** A comment, and the client's own time to retry. */
  private byte[] greeting() {
    long retry = settings.retry().toMillis();
    if (retry == 0) {
      return ":\n".getBytes(US_ASCII);
    }
    long own = ThreadLocalRandom.current().nextLong(retry / 2, retry * 3 / 2 + 1);
    return (":\nretry: " + own + "\n").getBytes(US_ASCII);
  }

  /** Has the listener hear of every event on a topic from now on. */
  public void listen(String topic, Listener listener) {
    listeners.add(topic, listener);
  }

  /** How many bytes the data of an event may have. */
  public int maxEventBytes() {
    return settings.maxEventBytes();
  }

  /** The counters of this hub. */
  public HubCounters counters() {
    return counters;
  }

  /** How long deliveries took since the start: from the dispatch of an event to its writing. */
  public Latencies latencies() {
    long[] sums = new long[Latencies.BUCKETS];
    pumps.forEach(pump -> pump.stopwatch().addTo(sums));
    return new Latencies(sums);
  }

  /** The events by topic that were dispatched since this was asked last: for one asker. */
  public TopicCounts takeTopicCounts() {
    return dispatcher.takeTopicCounts();
  }

  /** How many distinct subscriptions have a stream. */
  public int channels() {
    return dispatcher.channels();
  }

  /** The place in the log up to which this node has handed the events to its streams. */
  public EventId lastDispatched() {
    return dispatcher.lastDispatched();
  }

  /**
   * The place in the log up to which every listener of this node has heard everything: for a page
   * that shows what a listener has heard, and goes on from there with a stream.
   */
  public EventId lastHeard() {
    // First: an event is noted for the listeners before it counts as dispatched.
    EventId dispatched = dispatcher.lastDispatched();
    return listeners.heardUpTo(dispatched);
  }

  /** The gaps that clients and streams were told of. */
  public Gaps gapsTold() {
    return log.gaps();
  }

  EventLog log() {
    return log;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  boolean isTooFarBehind(Node at, Node end) {
    return end.number - at.number > settings.maxLagEvents()
        || end.totalBytes - at.totalBytes > settings.maxLagBytes();
  }

  /** Takes note that a subscriber is gone. */
  void left(Subscriber subscriber, Channel channel, CloseReason reason) {
    counters.closed(reason);
    dispatcher.leave(subscriber, channel);
  }

  Aside aside() {
    return aside;
  }

  /** Refuses new streams, writes what was published, ends every stream with SHUTDOWN. */
  @Override
  public void close() {
    dispatcher.close();
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
