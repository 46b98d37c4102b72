package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Protocol.SentinelKeyword;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The route to a master monitored by Sentinels. They may learn of a failover late, so the server
 * itself is also asked for its role.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/sentinel-clients/">Guidelines for
 *     Redis clients with support for Redis Sentinel</a>
 */
final class SentinelRoute implements Route {
  private final Guides sentinels;
  private final String masterName;

  SentinelRoute(Guides sentinels, String masterName) {
    this.sentinels = sentinels;
    this.masterName = masterName;
  }

  @Override
  public HostAndPort locate(Dial dial) {
    return sentinels.ask(dial, this::ask);
  }

  private Guides.Direction ask(HostAndPort sentinel, Connection connection) {
    connection.sendCommand(
        Command.SENTINEL,
        SentinelKeyword.GET_MASTER_ADDR_BY_NAME.getRaw(),
        masterName.getBytes(UTF_8));
    if (connection.getOne() instanceof List<?> address
        && address.size() == 2
        && address.get(0) instanceof byte[] host
        && address.get(1) instanceof byte[] port) {
      HostAndPort master =
          new HostAndPort(new String(host, UTF_8), Integer.parseInt(new String(port, UTF_8)));
      return new Guides.Direction(master, /* isSure= */ true, List.of());
    }
    throw new JedisConnectionException(
        "The Sentinel " + sentinel + " knows no master \"" + masterName + "\".");
  }

  @Override
  public void check(Wire wire) {
    boolean isMaster =
        wire.call(Command.ROLE) instanceof List<?> role
            && !role.isEmpty()
            && role.get(0) instanceof byte[] name
            && new String(name, UTF_8).equals("master");
    if (!isMaster) {
      throw new JedisConnectionException("The server is not the master that it was said to be.");
    }
  }
}
