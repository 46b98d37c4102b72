package dev.freshet.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A cluster of three masters without replicas, which takes commands as long as one of them lives.
 * Not safe for use by several threads.
 */
public final class RedisCluster implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int SLOTS = 16_384;
  private static final int SIZE = 3;

  private final List<RedisServer> nodes;

  private RedisCluster(List<RedisServer> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** Starts the nodes with more options of their command line, and waits for them to agree. */
  public static RedisCluster start(String... options) {
    String[] all =
        Stream.concat(
                Stream.of(
                    "--cluster-node-timeout", "1000", "--cluster-require-full-coverage", "no"),
                Stream.of(options))
            .toArray(String[]::new);
    RedisCluster cluster =
        new RedisCluster(
            Stream.generate(() -> RedisServer.startClusterNode(all)).limit(SIZE).toList());
    cluster.deal();
    cluster.meet();
    await("a cluster of all").atMost(START_TIMEOUT).pollInterval(POLL).until(cluster::isComplete);
    return cluster;
  }

  private void deal() {
    for (int i = 0; i < SIZE; i++) {
      int first = SLOTS * i / SIZE;
      int last = SLOTS * (i + 1) / SIZE;
      try (Jedis jedis = nodes.get(i).client()) {
        jedis.clusterAddSlots(IntStream.range(first, last).toArray());
        // Nodes of one epoch would first have to settle which of them is right.
        jedis.clusterSetConfigEpoch(i + 1);
      }
    }
  }

  private void meet() {
    try (Jedis jedis = nodes.get(0).client()) {
      nodes.stream().skip(1).forEach(node -> jedis.clusterMeet("127.0.0.1", node.port()));
    }
  }

  private boolean isComplete() {
    return nodes.stream().allMatch(RedisCluster::knowsAll);
  }

  private static boolean knowsAll(RedisServer node) {
    try (Jedis jedis = node.client()) {
      String info = jedis.clusterInfo();
      return info.contains("cluster_state:ok")
          && info.contains("cluster_slots_ok:" + SLOTS)
          && info.contains("cluster_known_nodes:" + SIZE);
    }
  }

  /** With all nodes. */
  public String url() {
    return url(nodes);
  }

  /** With some nodes only, without user and password. */
  public static String url(List<RedisServer> seeds) {
    return seeds.stream()
        .map(node -> "127.0.0.1:" + node.port())
        .collect(Collectors.joining(",", "redis-cluster://", ""));
  }

  public List<RedisServer> nodes() {
    return nodes;
  }

  /** The node that has the slot of a key; be it dead, as long as nobody took the slot over. */
  public RedisServer owner(String key) {
    int slot = JedisClusterCRC16.getSlot(key);
    try (Jedis jedis = anyLiving().client()) {
      return ((List<?>) jedis.sendCommand(Protocol.Command.CLUSTER, "SLOTS"))
          .stream()
              .map(range -> (List<?>) range)
              .filter(range -> (long) range.get(0) <= slot && slot <= (long) range.get(1))
              .map(range -> byPort((long) ((List<?>) range.get(2)).get(1)))
              .findFirst()
              .orElseThrow();
    }
  }

  /** A node that has not the slot of a key, and lives. */
  public RedisServer other(String key) {
    RedisServer owner = owner(key);
    return nodes.stream()
        .filter(node -> node.isRunning() && !node.equals(owner))
        .findFirst()
        .orElseThrow();
  }

  /** Gives the slot of a key, which must not exist, to another node; its owner may be dead. */
  public void move(String key, RedisServer to) {
    int slot = JedisClusterCRC16.getSlot(key);
    try (Jedis target = to.client()) {
      // So that no other node's claim counts for more.
      target.clusterBumpEpoch();
      String id = target.clusterMyId();
      nodes.stream().filter(RedisServer::isRunning).forEach(node -> assign(node, slot, id));
    }
    await("a new owner")
        .atMost(START_TIMEOUT)
        .pollInterval(POLL)
        .until(() -> owner(key).equals(to));
  }

  private static void assign(RedisServer node, int slot, String owner) {
    try (Jedis jedis = node.client()) {
      jedis.clusterSetSlotNode(slot, owner);
    }
  }

  private RedisServer anyLiving() {
    return nodes.stream().filter(RedisServer::isRunning).findFirst().orElseThrow();
  }

  private RedisServer byPort(long port) {
    return nodes.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    nodes.forEach(RedisServer::close);
  }
}
