package dev.freshet.redis;

import dev.freshet.backend.Backend;
import dev.freshet.backend.FlaskPublisher;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.log.EventLog;
import dev.freshet.log.Lease;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.Term;
import dev.freshet.presence.Roster;
import dev.freshet.store.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The backend of nodes that share a Redis. */
public final class RedisBackend implements Backend {
  private static final double NANOS_PER_MILLI = 1e6;

  /** A node that has not read the log of a reachable Redis for this long must not lead. */
  private static final Duration MOST_BLIND = Duration.ofSeconds(5);

  private final RedisSettings channels;
  private final Health health;
  private final Threads threads;
  private final RedisLog log;
  private final RedisLease lease;
  private final Store store;
  private final Roster roster;
  private final FlaskPublisher flask;

  /** Written by the thread that starts and stops the application. */
  private volatile @Nullable RedisSubscription subscription;

  /**
   * The threads of the backend.
   *
   * @param connections runs three tasks for as long as the backend exists: the connections that
   *     follow the log, append to it and listen to channels
   * @param answers runs the callbacks of Redis's answers, which must not block
   * @param timers renews the lease and pings connections
   */
  public record Threads(Executor connections, Executor answers, ScheduledExecutorService timers) {}

  /**
   * Creates a backend that is not connected yet.
   *
   * @param settings how the log, and the data stored with it, are kept
   * @param channels the channels whose messages are published
   * @param node a name unique to this process
   * @param health where the state of its connections is reported
   */
  public RedisBackend(
      RedisLogSettings settings,
      RedisSettings channels,
      String node,
      Threads threads,
      Health health) {
    this.channels = channels;
    this.health = health;
    this.threads = threads;
    this.log =
        new RedisLog(
            settings,
            RandomGenerator.getDefault(),
            threads.connections(),
            threads.answers(),
            health);
    this.lease = new RedisLease(settings, node, threads.timers(), this::isFit, health);
    this.store = log.store(health);
    this.roster = log.roster(node);
    this.flask = log.flaskPublisher();
  }

  /** Whether this node can do what the lease holder must: run its clock and follow the log. */
  private boolean isFit() {
    return health.services().stream()
        .allMatch(
            service ->
                switch (service.name()) {
                  case "clock" -> service.isHealthy();
                  case "follower" -> service.silence().compareTo(MOST_BLIND) < 0;
                  default -> true;
                });
  }

  @Override
  public EventLog log() {
    return log;
  }

  @Override
  public Lease lease() {
    return lease;
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Roster roster() {
    return roster;
  }

  @Override
  public FlaskPublisher flask() {
    return flask;
  }

  /** Starts requesting the lease and listening to Redis channels. */
  @Override
  public void start(Hub hub) {
    lease.start();
    RedisSubscription started =
        new RedisSubscription(
            channels,
            new Bridge(hub, log),
            threads.connections(),
            threads.timers(),
            RandomGenerator.getDefault(),
            System::nanoTime,
            health);
    started.start();
    subscription = started;
  }

  @Override
  public void stop() {
    RedisSubscription running = subscription;
    if (running != null) {
      running.close();
    }
    lease.close();
  }

  /** Does nothing: the hub has closed the log, and with it all connections. */
  @Override
  public void close() {}

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public boolean isHealthy() {
    RedisSubscription running = subscription;
    RedisLog.Status status = log.status();
    return running != null
        && running.status().connected()
        && status.following()
        && status.publishing();
  }

  @Override
  public Map<String, Object> status() {
    RedisLog.Status status = log.status();
    Term term = lease.held();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("configured", true);
    report.put("connected", isHealthy());
    report.put("position", status.position().toString());
    report.put("unreadable", status.unreadable());
    report.put(
        "lease",
        Map.of(
            "holder",
            lease.holder(),
            "held",
            term != null,
            "term",
            term == null ? 0 : term.number()));
    RedisSubscription running = subscription;
    if (running != null) {
      report.put("subscription", describe(running.status()));
    }
    return report;
  }

  private static Map<String, Object> describe(RedisStatus status) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("connected", status.connected());
    report.put("received", status.received());
    report.put("published", status.handedOn());
    report.put("unreadable", status.unreadable());
    report.put("refused", status.sinkFailures());
    report.put("leftToOthers", status.leftToOthers());
    report.put("connects", status.connects());
    report.put("disconnects", status.disconnects());
    return report;
  }

  @Override
  public Optional<Map<String, @Nullable Object>> load() {
    try {
      return Optional.of(describe(log.figures()));
    } catch (LogUnavailableException away) {
      return Optional.empty();
    }
  }

  private static Map<String, @Nullable Object> describe(Figures figures) {
    Map<String, @Nullable Object> load = new HashMap<>();
    load.put("usedMemory", figures.usedMemory());
    load.put("clients", figures.clients());
    load.put("opsPerSecond", figures.opsPerSecond());
    load.put("logLength", figures.logLength());
    load.put("pingMillis", Math.round(figures.pingNanos() / NANOS_PER_MILLI * 1000) / 1000.0);
    return load;
  }
}
