package dev.freshet.redis;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Statistics of the Redis server that holds the log. Values that it does not report, or that this
 * user may not read, are null.
 *
 * @param usedMemory the bytes of memory it uses
 * @param clients the number of client connections
 * @param opsPerSecond commands per second, as Redis measures it over the last moments
 * @param logLength the number of events in the hub's log
 * @param pingNanos the round-trip time of a PING, in nanoseconds
 */
public record Figures(
    @Nullable Long usedMemory,
    @Nullable Long clients,
    @Nullable Long opsPerSecond,
    @Nullable Long logLength,
    long pingNanos) {

  private static final int ANSWERS = 2;

  /** Reads the statistics from Redis. */
  static Figures read(Wire wire, byte[] log) {
    long begun = System.nanoTime();
    Object unused = wire.call(Command.PING);
    long ping = System.nanoTime() - begun;
    // Both are sent before the first answer is read. If one is refused, the other still counts.
    wire.send(Command.INFO);
    wire.send(Command.XLEN, log);
    List<Object> answers = wire.answers(ANSWERS);
    String info = answers.get(0) instanceof byte[] bytes ? LogEntry.text(bytes) : "";
    return new Figures(
        number(info, "used_memory"),
        number(info, "connected_clients"),
        number(info, "instantaneous_ops_per_sec"),
        answers.get(1) instanceof Long length ? length : null,
        ping);
  }

  /** Returns a field of the answer to INFO, which has lines such as {@code used_memory:1048576}. */
  static @Nullable Long number(String info, String field) {
    Pattern line =
        Pattern.compile("^" + Pattern.quote(field) + ":(\\d{1,18})\\s*$", Pattern.MULTILINE);
    Matcher matcher = line.matcher(info);
    return matcher.find() ? Long.valueOf(Objects.requireNonNull(matcher.group(1))) : null;
  }
}
