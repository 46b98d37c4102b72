package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.HostAndPort;

/**
 * Which nodes serve which hash slots.
 *
 * @see <a href="https://redis.io/docs/latest/commands/cluster-slots/">CLUSTER SLOTS</a>
 */
record SlotMap(List<Range> ranges) {

  /**
   * Consecutive slots on the same nodes.
   *
   * @param nodes the master, then its replicas
   */
  record Range(long first, long last, List<HostAndPort> nodes) {
    Range {
      nodes = List.copyOf(nodes);
    }
  }

  SlotMap {
    ranges = List.copyOf(ranges);
  }

  /**
   * Reads the answer to {@code CLUSTER SLOTS}. Parts that cannot be read are left out.
   *
   * @param asked the node that answered; an entry without a host means this node's host
   */
  static SlotMap of(Object answer, HostAndPort asked) {
    List<Range> ranges = new ArrayList<>();
    for (Object entry : list(answer)) {
      List<?> parts = list(entry);
      if (parts.size() > 2
          && parts.get(0) instanceof Long first
          && parts.get(1) instanceof Long last) {
        List<HostAndPort> nodes =
            parts.stream().skip(2).flatMap(node -> node(node, asked).stream()).toList();
        ranges.add(new Range(first, last, nodes));
      }
    }
    return new SlotMap(ranges);
  }

  private static List<?> list(Object answer) {
    return answer instanceof List<?> list ? list : List.of();
  }

  /** Reads a node. A host of {@code ?} means that the node does not know its host name. */
  private static Optional<HostAndPort> node(Object entry, HostAndPort asked) {
    List<?> parts = list(entry);
    if (parts.size() < 2 || !(parts.get(1) instanceof Long port)) {
      return Optional.empty();
    }
    String host = parts.get(0) instanceof byte[] name ? new String(name, UTF_8) : "";
    return host.equals("?")
        ? Optional.empty()
        : Optional.of(new HostAndPort(host.isEmpty() ? asked.getHost() : host, port.intValue()));
  }

  /** Returns the master of a slot; empty if there is none. */
  Optional<HostAndPort> owner(int slot) {
    return ranges.stream()
        .filter(range -> range.first() <= slot && slot <= range.last())
        .flatMap(range -> range.nodes().stream().limit(1))
        .findFirst();
  }

  /** Returns all nodes, masters and replicas, without duplicates. */
  List<HostAndPort> nodes() {
    return ranges.stream().flatMap(range -> range.nodes().stream()).distinct().toList();
  }
}
