package dev.freshet.bench.peer;

import dev.freshet.bench.load.Dialect;
import dev.freshet.testing.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two nodes of this project that share a Redis: streams and publishers are at both. */
public final class ClusterPeer implements Peer {
  private static final int NODES = 2;

  @Override
  public String name() {
    return "freshet-redis";
  }

  @Override
  public Optional<String> absence() {
    return Program.find("redis-server").isPresent()
        ? FreshetPeer.direct().absence()
        : Optional.of("there is no redis-server (Debian: redis-server)");
  }

  @Override
  public Server start(Setup setup) {
    RedisServer redis = RedisServer.start();
    try {
      return start(setup, redis);
    } catch (RuntimeException e) {
      redis.close();
      throw e;
    }
  }

  private static Server start(Setup setup, RedisServer redis) {
    Setup shared = setup.with(Map.of("FRESHET_REDIS_URL", redis.url().toString()));
    List<Program> nodes = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      nodes.add(FreshetPeer.node(shared.other(i), Map.of()));
      ports.add(setup.port() + i);
    }
    try {
      for (int i = 0; i < NODES; i++) {
        Program unused = nodes.get(i).awaitAnswer(ports.get(i), "/api/status");
      }
    } catch (RuntimeException e) {
      nodes.forEach(Program::close);
      throw e;
    }
    return new Server(Dialect.MERCURE, ports, FreshetPeer.token(), nodes, List.of(redis));
  }
}
