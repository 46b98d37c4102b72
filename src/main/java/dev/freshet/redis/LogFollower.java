package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.EventId;
import dev.freshet.health.Service;
import dev.freshet.log.Follower;
import dev.freshet.log.Gaps;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Reads the log as it grows, over its own connection; after a disconnect it continues where it was.
 * {@link ChainWalk} decides what it reports to the hub.
 */
final class LogFollower implements StandingConnection.Use, AutoCloseable {
  private static final Logger LOG = System.getLogger(LogFollower.class.getName());

  /** Maximum entries of one read. Fewer are read if they are large. */
  private static final int MOST_ENTRIES = 1024;

  /** Approximate maximum bytes of one read. */
  private static final int READ_BYTES = 4 * 1024 * 1024;

  private static final int FIRST_ENTRIES = 16;

  private final RedisLogSettings settings;
  private final Witness witness;
  private final Service service;
  private final ChainWalk walk;
  private final Runnable onLost;
  private final StandingConnection connection;
  private final byte[] key;
  private final CountDownLatch followed = new CountDownLatch(1);

  // Owned by the connection's thread.
  private int count = FIRST_ENTRIES;
  private long checkedNanos;

  /** When to report again that the log is complete, in nanoseconds; null if not pending. */
  private @Nullable Long settledNanos;

  /**
   * Prepares to follow.
   *
   * @param service where the follower's health is reported
   * @param gaps records what is lost
   * @param onLost runs when the connection is lost
   */
  LogFollower(
      RedisLogSettings settings,
      RandomGenerator random,
      Follower hub,
      Witness witness,
      Service service,
      Gaps gaps,
      Runnable onLost) {
    this.onLost = onLost;
    this.settings = settings;
    this.witness = witness;
    this.service = service;
    this.walk = new ChainWalk(hub, witness, service, gaps);
    this.key = (settings.hub() + ":log").getBytes(UTF_8);
    Duration silence = settings.timings().block().plus(settings.timings().answer());
    this.connection =
        new StandingConnection(
            "following the log",
            settings.connector(),
            silence,
            settings.timings().backoff(),
            random,
            service,
            this);
  }

  /** Starts following, and waits briefly for a Redis that starts at the same time as the hub. */
  void start(Executor threads) {
    connection.start(threads);
    try {
      if (!followed.await(settings.timings().connect().toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.log(Level.WARNING, "The hub starts without Redis, and will go on when it is there.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isWorking() {
    return connection.isWorking();
  }

  /** The number of entries that were not valid events. */
  long unreadable() {
    return walk.unreadable();
  }

  /** The last position passed on to the hub. */
  EventId last() {
    return witness.told();
  }

  @Override
  public void close() {
    connection.close();
  }

  // ---- the connection's thread

  @Override
  public void work(Wire wire, Runnable works) {
    Resumption resumption = new Resumption(settings, witness, ServerState.read(wire));
    Resumption.Standing standing = resumption.begin(wire);
    // Must come first: clients woken by the hub read the log at once, and must not be told that it
    // is unavailable.
    works.run();
    resume(wire, resumption, standing);
    followed.countDown();
    while (!wire.isCut()) {
      step(wire, resumption, settings.timings().block());
      service.beat();
    }
  }

  /** Starts or resumes following where the log stands. */
  void resume(Wire wire, Resumption resumption, Resumption.Standing standing) {
    checkedNanos = System.nanoTime();
    settledNanos =
        standing.doubt().isZero() ? null : Long.valueOf(checkedNanos + standing.doubt().toNanos());
    walk.resume(standing, lost -> resumption.report(wire, lost));
  }

  /** Reads once and passes on the entries. Now and then checks that Redis has lost nothing. */
  void step(Wire wire, Resumption resumption, Duration block) {
    List<LogEntry> entries = read(wire, block);
    for (LogEntry entry : entries) {
      walk.tell(entry, lost -> resumption.report(wire, lost));
    }
    adapt(entries);
    long now = System.nanoTime();
    if (now - checkedNanos >= block.toNanos()) {
      checkedNanos = now;
      Resumption.Standing standing = resumption.check(wire);
      if (!standing.hasSettings()) {
        standing = resumption.begin(wire);
      }
      walk.check(standing, lost -> resumption.report(wire, lost), entries.isEmpty());
    }
    if (settledNanos != null && now - settledNanos >= 0) {
      settledNanos = null;
      walk.settle();
    }
  }

  @Override
  public void lost() {
    onLost.run();
  }

  private List<LogEntry> read(Wire wire, Duration block) {
    List<byte[]> arguments =
        new ArrayList<>(List.of(bytes("COUNT"), bytes(Integer.toString(count))));
    if (!block.isZero()) {
      arguments.add(bytes("BLOCK"));
      arguments.add(bytes(Long.toString(block.toMillis())));
    }
    arguments.add(bytes("STREAMS"));
    arguments.add(key);
    arguments.add(bytes(witness.told().toString()));
    Object answer = wire.call(Command.XREAD, arguments.toArray(byte[][]::new));
    List<LogEntry> entries = new ArrayList<>();
    if (answer instanceof List<?> streams
        && streams.size() == 1
        && streams.get(0) instanceof List<?> stream
        && stream.get(1) instanceof List<?> raw) {
      raw.forEach(entry -> entries.add(LogEntry.of(entry)));
    }
    return entries;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Adapts the number of entries requested by the next read to their size. */
  private void adapt(List<LogEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    long bytes = 0;
    for (LogEntry entry : entries) {
      bytes += entry.size();
    }
    long average = bytes / entries.size() + 1;
    count = (int) Math.max(1, Math.min(MOST_ENTRIES, READ_BYTES / average));
  }
}
