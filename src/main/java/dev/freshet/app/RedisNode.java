package dev.freshet.app;

import dev.freshet.event.Event;
import dev.freshet.event.InvalidEventException;
import dev.freshet.event.ReservedTopics;
import dev.freshet.feed.NodeName;
import dev.freshet.feed.RedisFigures;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.json.Json;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.Term;
import dev.freshet.ops.StatusPart;
import dev.freshet.redis.Figures;
import dev.freshet.redis.RedisLease;
import dev.freshet.redis.RedisLog;
import dev.freshet.redis.RedisLogSettings;
import dev.freshet.redis.RedisSettings;
import dev.freshet.redis.RedisStatus;
import dev.freshet.redis.RedisSubscription;
import dev.freshet.redis.RedisUrl;
import dev.freshet.redis.Sink;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What this node has in the Redis that all nodes share, when one is configured. */
@ApplicationScoped
public class RedisNode implements StatusPart, RedisFigures {
  private static final double NANOS_PER_MILLI = 1e6;

  /** A node that has not read the log for so long, while Redis can be asked, must not lead. */
  private static final Duration MOST_BLIND = Duration.ofSeconds(5);

  @Resource(lookup = Wiring.REDIS)
  private ManagedExecutorService connections;

  @Resource(lookup = Wiring.ASIDE)
  private ManagedExecutorService aside;

  @Resource private ManagedScheduledExecutorService timers;
  @Inject private Settings settings;
  @Inject private NodeName node;
  @Inject private Health health;

  // Written by the thread that starts and stops the application.
  private volatile @Nullable RedisLog log;
  private volatile @Nullable RedisLease lease;
  private volatile @Nullable RedisSubscription subscription;

  @PostConstruct
  void prepare() {
    RedisLogSettings redis = settings.redisLog();
    if (redis != null) {
      log = new RedisLog(redis, RandomGenerator.getDefault(), connections, aside, health);
      lease = new RedisLease(redis, node.toString(), timers, this::isFit, health);
    }
  }

  /** Whether this node can do what the holder of the lease must: tick, and see what happens. */
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

  /** The log that all nodes share, or null. */
  @Nullable RedisLog log() {
    return log;
  }

  /** The lease that one of the nodes holds, or null. */
  @Nullable RedisLease lease() {
    return lease;
  }

  /** Publishes what other programs publish on Redis's channels, if no other node does. */
  private record Bridge(Hub hub, RedisLog log) implements Sink {
    /** After an outage the channels may be there before the log: no message shall be lost by it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public boolean isOurs() {
      return hub.holdsLease();
    }

    @Override
    public CompletionStage<?> take(Event event) {
      if (event.topics().stream().anyMatch(ReservedTopics::has)) {
        return CompletableFuture.failedStage(
            new InvalidEventException("topic", "A channel must not be a topic of the hub's own."));
      }
      try {
        log.awaitPublishing(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return hub.publishAsHolder(event);
    }
  }

  /** Begins to ask for the lease, and to listen to Redis's channels. */
  void start(Hub hub) {
    RedisLog shared = log;
    RedisLease starting = lease;
    RedisUrl url = settings.redisUrl();
    if (shared == null || starting == null || url == null) {
      return;
    }
    starting.start();
    RedisSubscription started =
        new RedisSubscription(
            RedisSettings.of(url, settings.redisChannels()),
            new Bridge(hub, shared),
            connections,
            timers,
            RandomGenerator.getDefault(),
            System::nanoTime,
            health);
    started.start();
    subscription = started;
  }

  void stop() {
    RedisSubscription running = subscription;
    if (running != null) {
      running.close();
    }
    RedisLease held = lease;
    if (held != null) {
      held.close();
    }
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public boolean isHealthy() {
    RedisLog shared = log;
    RedisSubscription running = subscription;
    return shared == null
        || (running != null
            && running.status().connected()
            && shared.status().following()
            && shared.status().publishing());
  }

  @Override
  public boolean isThere() {
    return log != null;
  }

  @Override
  public Optional<JsonObject> ask() {
    RedisLog shared = log;
    try {
      return shared == null ? Optional.empty() : Optional.of(report(shared.figures()));
    } catch (LogUnavailableException away) {
      return Optional.empty();
    }
  }

  private static JsonObject report(Figures figures) {
    return Json.createObjectBuilder()
        .add("usedMemory", orNull(figures.usedMemory()))
        .add("clients", orNull(figures.clients()))
        .add("opsPerSecond", orNull(figures.opsPerSecond()))
        .add("logLength", orNull(figures.logLength()))
        .add("pingMillis", Math.round(figures.pingNanos() / NANOS_PER_MILLI * 1000) / 1000.0)
        .build();
  }

  private static JsonValue orNull(@Nullable Long number) {
    return number == null ? JsonValue.NULL : Json.createValue(number);
  }

  @Override
  public JsonObject report() {
    RedisLog shared = log;
    RedisLease held = lease;
    JsonObjectBuilder report = Json.createObjectBuilder().add("configured", shared != null);
    if (shared != null && held != null) {
      RedisLog.Status status = shared.status();
      Term term = held.held();
      report
          .add("connected", isHealthy())
          .add("position", status.position().toString())
          .add("unreadable", status.unreadable())
          .add(
              "lease",
              Json.createObjectBuilder()
                  .add("holder", held.holder())
                  .add("held", term != null)
                  .add("term", term == null ? 0 : term.number()));
    }
    RedisSubscription running = subscription;
    if (running != null) {
      report.add("subscription", report(running.status()));
    }
    return report.build();
  }

  private static JsonObjectBuilder report(RedisStatus status) {
    return Json.createObjectBuilder()
        .add("connected", status.connected())
        .add("received", status.received())
        .add("published", status.handedOn())
        .add("unreadable", status.unreadable())
        .add("refused", status.sinkFailures())
        .add("leftToOthers", status.leftToOthers())
        .add("connects", status.connects())
        .add("disconnects", status.disconnects());
  }
}
