package dev.freshet.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tokens;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The nodes of one hub, and a token that was revoked there for ever. */
final class Fleet implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** Bounded memory, and no events but those that a row is about and the monitor's. */
  private static final Map<String, String> USUAL =
      Map.of("FRESHET_MARKET", "off", "FRESHET_HEARTBEAT", "1s");

  private final List<FreshetServer> nodes = new ArrayList<>();

  /** Written by the thread of the test. */
  private volatile String revoked = "";

  private Fleet() {}

  /** Starts a node for each of these settings, all at once, and waits until they are one hub. */
  static Fleet start(List<Map<String, String>> settings) {
    Fleet fleet = new Fleet();
    try {
      List<CompletableFuture<FreshetServer>> starting = new ArrayList<>();
      for (Map<String, String> own : settings) {
        Map<String, String> all = new HashMap<>(USUAL);
        all.putAll(own);
        starting.add(CompletableFuture.supplyAsync(() -> FreshetServer.start(all)));
      }
      starting.forEach(node -> fleet.nodes.add(node.join()));
      fleet.awaitWell();
      fleet.revoke();
      return fleet;
    } catch (RuntimeException | AssertionError e) {
      fleet.close();
      throw e;
    }
  }

  /** Starts that many nodes that share a Redis. */
  static Fleet sharing(String redisUrl, int nodes, Map<String, String> settings) {
    List<Map<String, String>> all = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      Map<String, String> own = new HashMap<>(settings);
      own.putIfAbsent("FRESHET_REDIS_URL", redisUrl);
      own.putIfAbsent("FRESHET_DIRECT", Boolean.toString(i > 0));
      all.add(own);
    }
    return start(all);
  }

  /**
   * Revokes another token if the last one is accepted again, so that each row stands for itself.
   */
  void ensureRevoked() {
    if (nodes.stream().anyMatch(node -> tryRevoked(node).isAccepted())) {
      revoke();
    }
  }

  private void revoke() {
    revoked = "revoked-" + UUID.randomUUID();
    Calls.Answer answer =
        Calls.json(
            "POST",
            node(0).uri("/api/revocations"),
            Tokens.administrator(),
            "{'subject':'" + revoked + "'}");
    if (answer.status() != 201) {
      throw new AssertionError("revoking: " + answer);
    }
    await("the revocation at every node")
        .atMost(PATIENCE)
        .until(() -> nodes.stream().allMatch(node -> tryRevoked(node).status() == 401));
  }

  /** Publishes with the revoked token, which no node must accept at any time. */
  Calls.Answer tryRevoked(FreshetServer node) {
    return Calls.publish(hub(node), Tokens.ofSubject(revoked), "revoked", "revoked", SHORT);
  }

  List<FreshetServer> nodes() {
    return List.copyOf(nodes);
  }

  FreshetServer node(int number) {
    return nodes.get(number);
  }

  FreshetServer other(FreshetServer node) {
    return nodes.stream().filter(one -> one != node).findFirst().orElseThrow();
  }

  static URI hub(FreshetServer node) {
    return node.uri("/.well-known/mercure");
  }

  static URI hub(FreshetServer node, String topic) {
    return node.uri("/.well-known/mercure?topic=" + topic);
  }

  /** The status answer; empty if there is none. */
  static JsonObject status(FreshetServer node) {
    Calls.Answer answer = Calls.get(node.uri("/api/status"), SHORT);
    return answer.status() == 200 ? answer.json() : JsonObject.EMPTY_JSON_OBJECT;
  }

  static boolean isUp(FreshetServer node) {
    return node.isAlive() && status(node).getString("status", "").equals("up");
  }

  /** Whether the node holds the lease, by its own word. */
  static boolean holdsLease(FreshetServer node) {
    if (!node.isAlive()) {
      return false;
    }
    JsonObject redis = status(node).getJsonObject("redis");
    JsonObject lease = redis == null ? null : redis.getJsonObject("lease");
    return lease != null && lease.getBoolean("held", false);
  }

  /** The node that holds the lease; waits until one does. */
  FreshetServer holder() {
    return await("a holder of the lease")
        .atMost(PATIENCE)
        .until(
            () -> nodes.stream().filter(Fleet::holdsLease).toList(), holders -> holders.size() == 1)
        .get(0);
  }

  boolean isWell() {
    return nodes.stream().allMatch(Fleet::isUp);
  }

  void awaitWell() {
    await("a hub that is up").atMost(PATIENCE).until(this::isWell);
  }

  /** Starts what was killed, so that the next row finds all as it should be. */
  void restore() {
    for (FreshetServer node : nodes) {
      if (!node.isAlive()) {
        node.restart();
      }
    }
  }

  /** Ends every node without ceremony, and keeps what each printed in {@code target/faults}. */
  @Override
  public void close() {
    for (FreshetServer node : nodes) {
      node.kill();
      keepOutput(node);
    }
  }

  private static void keepOutput(FreshetServer node) {
    Path file = Path.of("target", "faults", "node-" + node.port() + ".log");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, node.output());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
