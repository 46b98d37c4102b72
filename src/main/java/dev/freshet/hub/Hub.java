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
 * Accepts events and delivers each to every subscriber that asked for it. Any thread may publish,
 * join and read the counters.
 */
public final class Hub implements AutoCloseable {
  /** The id returned when events may be missing, and the id that requests the whole log. */
  public static final String EARLIEST = "earliest";

  private static final Logger LOG = System.getLogger(Hub.class.getName());

  /** How long {@link #close} waits for one pump to write and close its streams. */
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
   * Creates a hub without starting it.
   *
   * @param lease the lease for work that only one of the nodes on this log does
   * @param health where the hub reports what does not work
   * @param clock the wall clock, by which streams expire
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

  /** Creates a hub with its own health, whose listeners run on {@code aside}. Not started. */
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
   * Replaces dead pumps, offers refused tasks again, tells the listeners what they have missed, and
   * follows jumps of the wall clock. Call it once a second after {@link #start}. Never throws.
   */
  public void supervise() {
    supervisor.supervise();
  }

  /**
   * Publishes an event. Once the log has the event, the stage completes with the id that
   * subscribers see. It fails with {@link EventTooLargeException} or {@link
   * HubUnavailableException}, in which case the event is not delivered, unless the connection to a
   * remote log broke while it was in flight. Does not block.
   */
  public CompletionStage<String> publish(Event event) {
    return publisher.publish(event, Term.ANY, null, null);
  }

  /**
   * Publishes an event once: if it was published with this key a short while ago, nothing is
   * published and the stage completes with the same id. Like {@link #publish(Event)}, but fails
   * with {@link IdempotencyException} if another event was published with the key.
   */
  public CompletionStage<String> publish(Event event, String key) {
    return publisher.publish(event, Term.ANY, key, null);
  }

  /** Whether this node does the work that only one node does: timed work, or work for Redis. */
  public boolean holdsLease() {
    return lease.held() != null;
  }

  /**
   * Publishes what only one node of the hub may publish. Like {@link #publish(Event)}, but fails
   * with {@link NotHolderException} if another node holds the lease, even if not yet known here.
   */
  public CompletionStage<String> publishAsHolder(Event event) {
    return publishUnderTerm(event, null, null);
  }

  /**
   * Like {@link #publishAsHolder(Event)}, but once per key as in {@link #publish(Event, String)},
   * even if the previous holder published it. If no other node can hold the lease, no key is kept.
   */
  public CompletionStage<String> publishAsHolder(Event event, String key) {
    return publishUnderTerm(event, key, null);
  }

  /**
   * Like {@link #publishAsHolder(Event, String)}, and moves a mark. Fails with {@link
   * IdempotencyException} if the mark has already come this far, however long ago. If {@link
   * #keepsMarks} is false, the mark has no effect.
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

  /** Whether an event has more bytes than this hub accepts. */
  public boolean isTooLarge(Event event) {
    return publisher.isTooLarge(event);
  }

  /**
   * Opens a stream: first what the request asks for from the log, then everything that is
   * published, without gaps or duplicates.
   *
   * @throws HubUnavailableException if the hub is full or stopping; the outlet is untouched
   * @throws StreamOverException if the stream ended before it began; the outlet is untouched
   * @throws IOException if the client has disconnected
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

  /** Null if no id was given or the log is unavailable: the stream still opens, and waits. */
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

  /** Not under the lock: the outlet is foreign code, and may call the subscriber at once. */
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

  /** Returns a comment and this client's reconnection time. */
  private byte[] greeting() {
    long retry = settings.retry().toMillis();
    if (retry == 0) {
      return ":\n".getBytes(US_ASCII);
    }
    long own = ThreadLocalRandom.current().nextLong(retry / 2, retry * 3 / 2 + 1);
    return (":\nretry: " + own + "\n").getBytes(US_ASCII);
  }

  /** Calls the listener for every event on a topic from now on. */
  public void listen(String topic, Listener listener) {
    listeners.add(topic, listener);
  }

  /** The maximum number of bytes in an event's data. */
  public int maxEventBytes() {
    return settings.maxEventBytes();
  }

  /** The counters of this hub. */
  public HubCounters counters() {
    return counters;
  }

  /** How long deliveries have taken since the start, from the dispatch of an event to the write. */
  public Latencies latencies() {
    long[] sums = new long[Latencies.BUCKETS];
    pumps.forEach(pump -> pump.stopwatch().addTo(sums));
    return new Latencies(sums);
  }

  /** Returns the events dispatched by topic since the last call. For a single caller. */
  public TopicCounts takeTopicCounts() {
    return dispatcher.takeTopicCounts();
  }

  /** How many distinct subscriptions have a stream. */
  public int channels() {
    return dispatcher.channels();
  }

  /** The log position up to which this node has handed events to its streams. */
  public EventId lastDispatched() {
    return dispatcher.lastDispatched();
  }

  /**
   * The log position up to which every listener of this node has heard everything: for a page that
   * shows what a listener has heard and continues from there with a stream.
   */
  public EventId lastHeard() {
    // Must come first: an event is queued for the listeners before it counts as dispatched.
    EventId dispatched = dispatcher.lastDispatched();
    return listeners.heardUpTo(dispatched);
  }

  /** The gaps reported to clients and streams. */
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

  /** Counts and removes a subscriber whose stream has ended. */
  void left(Subscriber subscriber, Channel channel, CloseReason reason) {
    counters.closed(reason);
    dispatcher.leave(subscriber, channel);
  }

  Aside aside() {
    return aside;
  }

  /** Refuses new streams, writes what was published, and ends every stream with SHUTDOWN. */
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
