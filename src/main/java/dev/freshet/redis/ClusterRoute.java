package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalInt;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.ClusterKeyword;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The route to a node of a cluster. A node that is cut off from the majority reports that the
 * cluster is down, and its slot map is used only if no other node answers.
 */
final class ClusterRoute implements Route {
  private final Guides nodes;
  private final OptionalInt slot;

  /** Creates a route to the master of a slot, or to any node of the cluster if no slot is given. */
  ClusterRoute(Guides nodes, OptionalInt slot) {
    this.nodes = nodes;
    this.slot = slot;
  }

  @Override
  public HostAndPort locate(Dial dial) {
    return nodes.ask(dial, this::ask);
  }

  private Guides.Direction ask(HostAndPort node, Connection connection) {
    connection.sendCommand(Command.CLUSTER, ClusterKeyword.INFO.getRaw());
    boolean isSure =
        connection.getOne() instanceof byte[] info
            && new String(info, UTF_8).contains("cluster_state:ok");
    connection.sendCommand(Command.CLUSTER, ClusterKeyword.SLOTS.getRaw());
    SlotMap slots = SlotMap.of(connection.getOne(), node);
    HostAndPort server = slot.isEmpty() ? node : owner(slots, slot.getAsInt());
    return new Guides.Direction(server, isSure, slots.nodes());
  }

  private static HostAndPort owner(SlotMap slots, int slot) {
    return slots
        .owner(slot)
        .orElseThrow(() -> new JedisConnectionException("No node has the slot " + slot + "."));
  }
}
