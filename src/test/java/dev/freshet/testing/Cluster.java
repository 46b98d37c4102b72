package dev.freshet.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Several nodes that share one Redis. */
public final class Cluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RedisServer redis;
  private final List<FreshetServer> nodes = new ArrayList<>();

  private Cluster(RedisServer redis) {
    this.redis = redis;
  }

  /**
   * Starts a Redis whose data outlive it, and that many nodes, all at once. The first writes as it
   * does on a server that is not known, by Servlet output.
   */
  public static Cluster start(int nodes, Map<String, String> settings) {
    Cluster cluster = new Cluster(RedisServer.startDurable());
    Map<String, String> all = new HashMap<>(settings);
    all.put("FRESHET_REDIS_URL", cluster.redis.url().toString());
    all.putIfAbsent("FRESHET_HEARTBEAT", "1s");
    try {
      List<CompletableFuture<FreshetServer>> starting = new ArrayList<>();
      for (int i = 0; i < nodes; i++) {
        Map<String, String> own = new HashMap<>(all);
        own.put("FRESHET_DIRECT", Boolean.toString(i > 0));
        starting.add(CompletableFuture.supplyAsync(() -> FreshetServer.start(own)));
      }
      starting.forEach(node -> cluster.nodes.add(node.join()));
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Waits until all nodes are up, and one of them holds the lease. */
  public Cluster awaitWhole() {
    for (FreshetServer node : nodes) {
      await().atMost(PATIENCE).until(() -> Status.of(node).text("status").equals("up"));
    }
    await().atMost(PATIENCE).until(() -> holder() != null);
    return this;
  }

  public RedisServer redis() {
    return redis;
  }

  public List<FreshetServer> nodes() {
    return List.copyOf(nodes);
  }

  public FreshetServer node(int number) {
    return nodes.get(number);
  }

  /** The node that holds the lease, by its own word, or null. */
  public @Nullable FreshetServer holder() {
    for (FreshetServer node : nodes) {
      if (node.isAlive()
          && Status.of(node).part("redis").getJsonObject("lease").getBoolean("held")) {
        return node;
      }
    }
    return null;
  }

  /** For whoever wants to know why a test failed. */
  private static void keepOutput(FreshetServer node) {
    try {
      Files.write(Path.of("target", "node-" + node.port() + ".log"), node.output());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    nodes.forEach(FreshetServer::close);
    for (FreshetServer node : nodes) {
      keepOutput(node);
    }
    redis.close();
  }
}
