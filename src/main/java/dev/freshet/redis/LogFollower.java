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
 * Reads the log as it grows, over a connection of its own; after a break it goes on where it was.
 * What it tells the hub, {@link ChainWalk} decides.
 */
final class LogFollower implements StandingConnection.Use, AutoCloseable {
  private static final Logger LOG = System.getLogger(LogFollower.class.getName());

  /** One read gives at most so many entries, and fewer when they are large… */
  private static final int MOST_ENTRIES = 1024;

  /** …so that it holds about so many bytes. */
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

  // The connection's thread.
  private int count = FIRST_ENTRIES;
  private long checkedNanos;

  /** When the hub is to be told that all is well again, in nanoseconds; null if it is known. */
  private @Nullable Long settledNanos;

  /**
   * Prepares to follow.
   *
   * @param service shows whether this works
   * @param gaps takes note of what is lost
   * @param onLost is told when the connection is over
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

  /** Begins to follow; waits a moment for Redis, so that a hub that starts beside it is ready. */
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

  /** Entries that were no event. */
  long unreadable() {
    return walk.unreadable();
  }

  /** The last place that was told. */
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
    // First: whoever is woken by the hub asks the log at once, and must not be told that it is
    // away.
    works.run();
    resume(wire, resumption, standing);
    followed.countDown();
    while (!wire.isCut()) {
      step(wire, resumption, settings.timings().block());
      service.beat();
    }
  }

  /** Begins, or goes on, where the log stands. */
  void resume(Wire wire, Resumption resumption, Resumption.Standing standing) {
    checkedNanos = System.nanoTime();
    settledNanos =
        standing.doubt().isZero() ? null : Long.valueOf(checkedNanos + standing.doubt().toNanos());
    walk.resume(standing, lost -> resumption.report(wire, lost));
  }

  /** Reads once and tells what came; from time to time looks whether Redis still knows it all. */
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

  /** The next read asks for as many entries as should fill it. */
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
