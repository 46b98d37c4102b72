package dev.freshet.redis;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * What the Redis that holds the log says of itself. What it does not say, or may not tell this
 * user, is null.
 *
 * @param usedMemory bytes that it takes
 * @param clients connections to it
 * @param opsPerSecond commands that it ran, by its own count over the last moments
 * @param logLength events in the log of the hub
 * @param pingNanos the round trip of a PING
 */
public record Figures(
    @Nullable Long usedMemory,
    @Nullable Long clients,
    @Nullable Long opsPerSecond,
    @Nullable Long logLength,
    long pingNanos) {

  private static final int ANSWERS = 2;

  /** Asks for all of it. */
  static Figures read(Wire wire, byte[] log) {
    long begun = System.nanoTime();
    Object unused = wire.call(Command.PING);
    long ping = System.nanoTime() - begun;
    // Both are sent before the first answer, and where one is refused the other counts.
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

  /** One field of what INFO answers, a line each: {@code used_memory:1048576}. */
  static @Nullable Long number(String info, String field) {
    Pattern line =
        Pattern.compile("^" + Pattern.quote(field) + ":(\\d{1,18})\\s*$", Pattern.MULTILINE);
    Matcher matcher = line.matcher(info);
    return matcher.find() ? Long.valueOf(Objects.requireNonNull(matcher.group(1))) : null;
  }
}
