package dev.freshet.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/**
 * A master, a replica of it and three Sentinels, which make the replica the master one to four
 * seconds after the master was killed. Not safe for use by several threads.
 */
public final class RedisSentinels implements AutoCloseable {
  public static final String MASTER_NAME = "mymaster";

  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int SENTINELS = 3;

  /** The first copy for the replica would else wait for others that want one too. */
  private static final List<String> DATA_OPTIONS = List.of("--repl-diskless-sync-delay", "0");

  private static final String CONFIGURATION =
      """
      sentinel monitor mymaster 127.0.0.1 %d 2
      sentinel down-after-milliseconds mymaster 500
      sentinel failover-timeout mymaster 1000
      """;

  private final List<RedisServer> servers;
  private final List<RedisServer> sentinels;

  private RedisSentinels(List<RedisServer> servers, List<RedisServer> sentinels) {
    this.servers = List.copyOf(servers);
    this.sentinels = List.copyOf(sentinels);
  }

  /** Starts all, and waits until the Sentinels know each other and the replica. */
  public static RedisSentinels start() {
    RedisServer master = RedisServer.startWith(DATA_OPTIONS.toArray(String[]::new));
    String port = Integer.toString(master.port());
    RedisServer replica =
        RedisServer.startWith(
            Stream.concat(DATA_OPTIONS.stream(), Stream.of("--replicaof", "127.0.0.1", port))
                .toArray(String[]::new));
    RedisSentinels all =
        new RedisSentinels(
            List.of(master, replica),
            Stream.generate(() -> RedisServer.startSentinel(CONFIGURATION.formatted(master.port())))
                .limit(SENTINELS)
                .toList());
    await("Sentinels that know all")
        .atMost(START_TIMEOUT)
        .pollInterval(POLL)
        .until(all::isComplete);
    return all;
  }

  private boolean isComplete() {
    return sentinels.stream().allMatch(RedisSentinels::knowsAll) && isReplicated();
  }

  private static boolean knowsAll(RedisServer sentinel) {
    try (Jedis jedis = sentinel.client()) {
      Map<String, String> master = jedis.sentinelMaster(MASTER_NAME);
      return "1".equals(master.get("num-slaves"))
          && Integer.toString(SENTINELS - 1).equals(master.get("num-other-sentinels"));
    }
  }

  private boolean isReplicated() {
    try (Jedis jedis = master().client()) {
      return jedis.info("replication").contains("state=online");
    }
  }

  /** With all Sentinels. */
  public String url() {
    return url(MASTER_NAME);
  }

  /** With all Sentinels, and a master of theirs or of nobody's. */
  public String url(String masterName) {
    return sentinels.stream()
        .map(sentinel -> "127.0.0.1:" + sentinel.port())
        .collect(Collectors.joining(",", "redis-sentinel://", "#" + masterName));
  }

  public List<RedisServer> sentinels() {
    return sentinels;
  }

  /** The server that lives and says it is the master; the killed one does not count. */
  public RedisServer master() {
    return servers.stream()
        .filter(server -> server.isRunning() && isMaster(server))
        .findFirst()
        .orElseThrow();
  }

  /** The server that is not the {@link #master}. */
  public RedisServer replica() {
    RedisServer master = master();
    return servers.stream().filter(server -> !server.equals(master)).findFirst().orElseThrow();
  }

  private static boolean isMaster(RedisServer server) {
    try (Jedis jedis = server.client()) {
      return jedis.role().get(0).equals("master");
    }
  }

  /** Ends the master as a crash would; returns it. */
  public RedisServer killMaster() {
    RedisServer master = master();
    master.kill();
    return master;
  }

  @Override
  public void close() {
    sentinels.forEach(RedisServer::close);
    servers.forEach(RedisServer::close);
  }
}
