package dev.freshet.redis;

import dev.freshet.health.Fault;
import dev.freshet.health.Health;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the hub requires of a Redis before it appends: the right to run every command of its
 * scripts, and that no keys are evicted. Whatever is missing is reported as a fault.
 */
final class Rights {
  private final Fault rights;
  private final Fault eviction;

  Rights(Health health) {
    this.rights = health.fault("redis-rights");
    this.eviction = health.fault("redis-eviction");
  }

  /**
   * Checks a connection.
   *
   * @throws MissingRightException if a script would be stopped halfway
   */
  void check(Wire wire, RedisLogSettings settings, ServerState server) {
    if (server.evicts()) {
      eviction.begin(
          "Redis throws keys away when its memory is full (maxmemory-policy "
              + server.policy()
              + "): clients will be told of gaps, and what is kept beside the log, such as"
              + " revocations, may be lost. Set maxmemory-policy to noeviction.");
    } else {
      eviction.end();
    }
    // Not ACL DRYRUN: it is new in Redis 7, and few hub users have the right to run it.
    Object missing = Script.PROBE.run(wire, settings.hubBytes());
    if (missing instanceof List<?> names && !names.isEmpty()) {
      String commands = names.stream().map(LogEntry::text).collect(Collectors.joining(", "));
      rights.begin(
          "The Redis user of the hub may not run "
              + commands
              + ". Nothing is published until it may; grant it with ACL SETUSER.");
      throw new MissingRightException(commands);
    }
    rights.end();
  }
}
