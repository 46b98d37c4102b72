package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.backend.FlaskPublisher;
import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.health.Health;
import dev.freshet.log.EventLog;
import dev.freshet.log.FencedException;
import dev.freshet.log.Follower;
import dev.freshet.log.Gaps;
import dev.freshet.log.KeyReusedException;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Mark;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import dev.freshet.log.Term;
import dev.freshet.presence.Roster;
import dev.freshet.store.Sections;
import dev.freshet.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The log that several nodes share, in Redis streams. An event is appended once Redis confirms it;
 * every node, including this one, receives it by following the log.
 */
public final class RedisLog implements EventLog {
  private static final Logger LOG = System.getLogger(RedisLog.class.getName());
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  /** The follower beats whenever a read ends, which takes at most a second. */
  private static final Duration MAX_SILENCE = Duration.ofSeconds(10);

  private static final byte[] TERM = "term".getBytes(UTF_8);

  private final RedisLogSettings settings;
  private final RandomGenerator random;
  private final Executor threads;
  private final Health health;
  private final Witness witness = new Witness();
  private final Gaps gaps = new Gaps(InstantSource.system());
  private final byte[] hub;
  private final Pipeline pipeline;
  private final WirePool wires;
  private final LogReader reader;
  private final Seldom refusalWarning = new Seldom(BETWEEN_WARNINGS, System::nanoTime);

  /** Set once, before the first append. */
  private volatile @Nullable LogFollower follower;

  /**
   * The state of the log.
   *
   * @param following whether new events are read
   * @param publishing whether events can be appended
   * @param unreadable the number of log entries that were not valid events
   * @param position the last position that this node has read
   */
  public record Status(boolean following, boolean publishing, long unreadable, EventId position) {}

  /**
   * Creates a log that is not followed yet.
   *
   * @param random draws the waits between attempts to connect
   * @param threads runs two tasks for as long as the log is open
   * @param completions runs the callbacks of appends
   * @param health where the services {@code follower} and {@code pipeline}, and faults, are
   *     reported
   */
  public RedisLog(
      RedisLogSettings settings,
      RandomGenerator random,
      Executor threads,
      Executor completions,
      Health health) {
    this.health = health;
    this.settings = settings;
    this.random = random;
    this.threads = threads;
    this.hub = settings.hubBytes();
    this.pipeline = new Pipeline(settings, random, completions, witness, health);
    this.wires = new WirePool(settings);
    this.reader = new LogReader(settings, wires, gaps);
  }

  @Override
  public CompletionStage<EventId> append(Event event, Term term, @Nullable String key) {
    return append(event, term, key, null);
  }

  @Override
  public boolean keepsMarks() {
    return true;
  }

  @Override
  public CompletionStage<EventId> append(
      Event event, Term term, @Nullable String key, @Nullable Mark mark) {
    List<byte[]> arguments = LogEntry.arguments(event);
    if (!term.equals(Term.ANY)) {
      arguments.add(TERM);
      arguments.add(Long.toString(term.number()).getBytes(UTF_8));
    }
    if (key != null) {
      LogEntry.addKey(arguments, key, event);
    }
    if (mark != null) {
      LogEntry.addMark(arguments, mark);
    }
    byte[][] call = Script.APPEND.call(hub, arguments.toArray(byte[][]::new));
    return pipeline.append(call).thenApply(this::position);
  }

  private EventId position(@Nullable Object answer) {
    if (!(answer instanceof JedisException refusal)) {
      return LogEntry.position(answer);
    }
    String message = String.valueOf(refusal.getMessage());
    if (message.startsWith("FENCED")) {
      throw new FencedException();
    }
    if (message.startsWith("REUSED")) {
      throw new KeyReusedException();
    }
    LOG.log(
        refusalWarning.isDue() ? Level.WARNING : Level.DEBUG,
        "Redis did not take an event: {0}",
        message);
    throw new LogUnavailableException("Redis did not take the event: " + message);
  }

  @Override
  public Start locate(Subscription subscription, String lastEventId) {
    checkIsThere();
    return reader.locate(subscription, lastEventId);
  }

  @Override
  public Page read(Subscription subscription, EventId after, EventId upTo) {
    checkIsThere();
    return reader.read(subscription, after, upTo);
  }

  @Override
  public Gaps gaps() {
    return gaps;
  }

  @Override
  public List<LoggedEvent> latest(Subscription subscription, EventId upTo) {
    checkIsThere();
    return reader.latest(subscription, upTo);
  }

  /** Fails fast: a Redis known to be unavailable must not hold up request threads. */
  private void checkIsThere() {
    LogFollower following = follower;
    if (following == null || !following.isWorking()) {
      throw new LogUnavailableException("Redis is away.");
    }
  }

  /** Starts following, and waits briefly for Redis; if it is unavailable, starts later. */
  @Override
  public void follow(Follower newFollower) {
    Runnable onLost =
        () -> {
          // Open connections may lead to a server that is no longer the right one.
          wires.forget();
          pipeline.wake();
        };
    LogFollower starting =
        new LogFollower(
            settings,
            random,
            newFollower,
            witness,
            health.service("follower", MAX_SILENCE),
            gaps,
            onLost);
    follower = starting;
    pipeline.start(threads);
    starting.start(threads);
  }

  /**
   * Waits until events can be appended, or {@code atMost} has passed: for callers whose event would
   * otherwise be lost.
   */
  public void awaitPublishing(Duration atMost) throws InterruptedException {
    pipeline.awaitWorking(atMost);
  }

  /** Returns a publisher to flask_sse subscribers over the same connection. */
  FlaskPublisher flaskPublisher() {
    return new RedisFlaskPublisher(pipeline);
  }

  /**
   * Returns the store in the same Redis.
   *
   * @param health where faults of its sections are reported
   */
  public Store store(Health health) {
    return new RedisStore(settings, pipeline, wires, new Sections(health));
  }

  /** Returns the roster of the subscribers on all nodes. This node's name in it is {@code node}. */
  public Roster roster(String node) {
    return new RedisRoster(settings, node, pipeline, wires);
  }

  /**
   * Returns statistics of Redis. May block for as long as connecting and answering may take.
   *
   * @throws LogUnavailableException if Redis is unavailable
   */
  public Figures figures() {
    checkIsThere();
    byte[] log = (settings.hub() + ":log").getBytes(UTF_8);
    return wires.use(wire -> Figures.read(wire, log));
  }

  /** The current state. */
  public Status status() {
    LogFollower following = follower;
    return following == null
        ? new Status(false, false, 0, EventId.NONE)
        : new Status(
            following.isWorking(), pipeline.isWorking(), following.unreadable(), following.last());
  }

  @Override
  public void close() {
    LogFollower following = follower;
    if (following != null) {
      pipeline.close();
      following.close();
    }
    wires.close();
  }
}
