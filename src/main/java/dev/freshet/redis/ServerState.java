package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The properties of a server that show whether it may have lost something.
 *
 * @param run an id that differs between servers and after each restart
 * @param isSafe whether it writes everything to disk before it answers and was never a replica, so
 *     that a restart loses nothing
 * @param policy what it evicts when its memory is full
 * @param isLimited whether it has a memory limit
 */
record ServerState(String run, boolean isSafe, String policy, boolean isLimited) {
  private static final String NEVER_REPLICA = "0".repeat(40);
  private static final byte[] GET = "GET".getBytes(US_ASCII);
  private static final byte[] FSYNC = "appendfsync".getBytes(US_ASCII);

  static ServerState read(Wire wire) {
    Map<String, String> info = info(LogEntry.text(wire.call(Command.INFO)));
    boolean isSafe =
        "1".equals(info.get("aof_enabled"))
            && NEVER_REPLICA.equals(info.get("master_replid2"))
            && "master".equals(info.get("role"))
            && "always".equals(fsync(wire));
    return new ServerState(
        info.getOrDefault("run_id", ""),
        isSafe,
        info.getOrDefault("maxmemory_policy", "noeviction"),
        !info.getOrDefault("maxmemory", "0").equals("0"));
  }

  /** Whether it may evict keys of the hub. */
  boolean evicts() {
    return isLimited && !policy.equals("noeviction");
  }

  /** Returns null if the hub may not read it. */
  private static @Nullable String fsync(Wire wire) {
    try {
      return wire.call(Command.CONFIG, GET, FSYNC) instanceof List<?> pair && pair.size() == 2
          ? LogEntry.text(pair.get(1))
          : null;
    } catch (JedisDataException forbidden) {
      return null;
    }
  }

  private static Map<String, String> info(String text) {
    Map<String, String> values = new HashMap<>();
    text.lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              if (colon > 0) {
                values.put(line.substring(0, colon), line.substring(colon + 1).strip());
              }
            });
    return values;
  }
}
