package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.EventId;
import dev.freshet.log.Follower;
import dev.freshet.log.LogBounds;
import dev.freshet.log.LoggedEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Reads the log as it grows and tells the hub, in order; after a break it goes on where it was.
 * Each entry names the one before it, so that nothing can be missed without being noticed.
 */
final class LogFollower implements StandingConnection.Use, AutoCloseable {
  private static final Logger LOG = System.getLogger(LogFollower.class.getName());
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  /** One read gives at most so many entries, and fewer when they are large… */
  private static final int MOST_ENTRIES = 1024;

  /** …so that it holds about so many bytes. */
  private static final int READ_BYTES = 4 * 1024 * 1024;

  private static final int FIRST_ENTRIES = 16;

  private final RedisLogSettings settings;
  private final Follower hub;
  private final Runnable onLost;
  private final StandingConnection connection;
  private final byte[] key;
  private final Seldom unreadableWarning = new Seldom(BETWEEN_WARNINGS, System::nanoTime);
  private final CountDownLatch followed = new CountDownLatch(1);

  // Written by the connection's thread, read by all.
  private final LongAdder unreadable = new LongAdder();
  private volatile EventId last = EventId.NONE;

  // The connection's thread.
  private boolean hasBegun;
  private EventId previous = EventId.NONE;
  private int count = FIRST_ENTRIES;

  /**
   * Prepares to follow.
   *
   * @param onLost is told when the connection is over
   */
  LogFollower(RedisLogSettings settings, RandomGenerator random, Follower hub, Runnable onLost) {
    this.onLost = onLost;
    this.settings = settings;
    this.hub = hub;
    this.key = (settings.hub() + ":log").getBytes(UTF_8);
    Duration silence = settings.timings().block().plus(settings.timings().answer());
    this.connection =
        new StandingConnection(
            "following the log",
            settings.connector(),
            silence,
            settings.timings().backoff(),
            random,
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
    return unreadable.sum();
  }

  /** The last place that was told. */
  EventId last() {
    return last;
  }

  @Override
  public void close() {
    connection.close();
  }

  // ---- the connection's thread

  @Override
  public void work(Wire wire, Runnable works) {
    EventId end =
        LogEntry.position(Script.RESUME.run(wire, settings.hubBytes(), resumeArguments()));
    // First: who is woken by the hub asks the log at once, and must not be told that it is away.
    works.run();
    resume(end);
    followed.countDown();
    while (!wire.isCut()) {
      List<LogEntry> entries = read(wire);
      for (LogEntry entry : entries) {
        tell(entry);
      }
      adapt(entries);
    }
  }

  @Override
  public void lost() {
    onLost.run();
  }

  private String[] resumeArguments() {
    LogBounds bounds = settings.bounds();
    return new String[] {
      last.toString(),
      "logEvents",
      Integer.toString(bounds.events()),
      "logAge",
      Long.toString(bounds.age().toMillis()),
      "maxEvent",
      Integer.toString(settings.maxEventBytes()),
      "topics",
      settings.topics().lines(),
      // So that publishers in other languages find the very script that this hub appends with.
      "append",
      Script.APPEND.text()
    };
  }

  /** Compares where we were with where the log is. */
  private void resume(EventId end) {
    if (!hasBegun) {
      hasBegun = true;
      last = end;
      previous = end;
    } else if (last.isAfter(end)) {
      boolean isEmpty = end.equals(EventId.NONE);
      LOG.log(
          Level.WARNING,
          isEmpty
              ? "Redis came back empty: what was published and not yet read is lost."
              : "Redis came back at {0}, before {1}: it has forgotten events.",
          end,
          last);
      previous = end;
      hub.resumed(last, !isEmpty);
      return;
    }
    hub.resumed(last, /* complete= */ true);
  }

  private List<LogEntry> read(Wire wire) {
    Object answer =
        wire.call(
            Command.XREAD,
            bytes("COUNT"),
            bytes(Integer.toString(count)),
            bytes("BLOCK"),
            bytes(Long.toString(settings.timings().block().toMillis())),
            bytes("STREAMS"),
            key,
            bytes(last.toString()));
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

  private void tell(LogEntry entry) {
    EventId before = entry.previous();
    if (!before.equals(previous)) {
      noteBreak(before, entry.position());
    }
    previous = entry.position();
    last = entry.position();
    LoggedEvent logged = decode(entry);
    if (logged != null) {
      hub.logged(logged);
    }
  }

  /** The chain of entries does not go on where we were. */
  private void noteBreak(EventId before, EventId next) {
    boolean isLost = before.isAfter(previous) || before.equals(EventId.NONE);
    LOG.log(
        Level.WARNING,
        "The log goes on at {0} after {1}, but {2} was the last that was read{3}.",
        next,
        before,
        previous,
        isLost ? ": events between are lost" : "");
    hub.resumed(before.isAfter(last) ? before : last, !isLost);
  }

  private @Nullable LoggedEvent decode(LogEntry entry) {
    try {
      return new LoggedEvent(entry.position(), entry.event());
    } catch (IllegalArgumentException e) {
      unreadable.increment();
      LOG.log(
          unreadableWarning.isDue() ? Level.WARNING : Level.DEBUG,
          "Skipped the entry {0} of the log ({1} so far): {2}",
          entry.position(),
          unreadable.sum(),
          e.getMessage());
      return null;
    }
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
