package dev.freshet.app;

import dev.freshet.hub.Hub;
import dev.freshet.ops.StatusPart;
import dev.freshet.redis.RedisSettings;
import dev.freshet.redis.RedisStatus;
import dev.freshet.redis.RedisSubscription;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Publishes what Redis publishers send, on the container's threads, when a Redis is configured. */
@ApplicationScoped
public class RedisSource implements StatusPart {
  @Resource private ManagedExecutorService tasks;
  @Resource private ManagedScheduledExecutorService timers;
  @Inject private Settings settings;
  @Inject private Hub hub;

  /** Written by the thread that starts and stops the application. */
  private volatile @Nullable RedisSubscription subscription;

  void start() {
    if (settings.redisUrl() == null) {
      return;
    }
    RedisSubscription started =
        new RedisSubscription(
            RedisSettings.of(settings.redisUrl(), settings.redisChannels()),
            // Waits for the log, so that events keep their order and a refusal is counted.
            event -> hub.publish(event).toCompletableFuture().join(),
            tasks,
            timers,
            RandomGenerator.getDefault(),
            System::nanoTime);
    started.start();
    subscription = started;
  }

  void stop() {
    RedisSubscription running = subscription;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public JsonObject report() {
    RedisSubscription running = subscription;
    if (running == null) {
      return Json.createObjectBuilder().add("configured", false).build();
    }
    RedisStatus status = running.status();
    return Json.createObjectBuilder()
        .add("configured", true)
        .add("connected", status.connected())
        .add("received", status.received())
        .add("published", status.handedOn())
        .add("unreadable", status.unreadable())
        .add("refused", status.sinkFailures())
        .add("connects", status.connects())
        .add("disconnects", status.disconnects())
        .build();
  }
}
