package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.HostAndPort;

/**
 * Which node has which hash slots.
 *
 * @see <a href="https://redis.io/docs/latest/commands/cluster-slots/">CLUSTER SLOTS</a>
 */
record SlotMap(List<Range> ranges) {

  /**
   * Slots that follow each other and are on the same nodes.
   *
   * @param nodes the master and then its replicas
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
   * Reads the answer to {@code CLUSTER SLOTS}; what cannot be read of it is left out.
   *
   * @param asked who answered: where it names no host, its own is meant
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

  /** A host of {@code ?} is one that the node should have been told, and was not. */
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

  /** The master of a slot; empty if there is none. */
  Optional<HostAndPort> owner(int slot) {
    return ranges.stream()
        .filter(range -> range.first() <= slot && slot <= range.last())
        .flatMap(range -> range.nodes().stream().limit(1))
        .findFirst();
  }

  /** All nodes, masters and replicas, each once. */
  List<HostAndPort> nodes() {
    return ranges.stream().flatMap(range -> range.nodes().stream()).distinct().toList();
  }
}
