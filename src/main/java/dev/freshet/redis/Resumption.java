package dev.freshet.redis;

import dev.freshet.event.EventId;
import dev.freshet.log.LogBounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The first exchange on a connection, before it reads or appends: tells Redis what this node knows
 * of the log, so that a Redis that has lost events finds out. One instance per connection.
 */
final class Resumption {
  /** Used instead of a run id: if the state is lost, this node knows what this server had. */
  private static final String HERE = "here";

  private final RedisLogSettings settings;
  private final Witness witness;
  private final ServerState server;
  private final String runBefore;
  private final EventId sinceBefore;

  /**
   * The state of the log.
   *
   * @param last the last position, as reported by the log
   * @param lost the newest position known to be lost
   * @param doubt how long it remains uncertain whether the server has lost something
   * @param hasSettings whether the state contains what {@link #begin} writes
   */
  record Standing(EventId last, EventId lost, Duration doubt, boolean hasSettings) {}

  Resumption(RedisLogSettings settings, Witness witness, ServerState server) {
    this.settings = settings;
    this.witness = witness;
    this.server = server;
    this.runBefore = witness.run();
    this.sinceBefore = witness.since();
  }

  /** Sends what this node knows, and the hub's settings. */
  Standing begin(Wire wire) {
    LogBounds bounds = settings.bounds();
    Standing standing =
        run(
            wire,
            runBefore,
            witness.told(),
            "logEvents",
            Integer.toString(bounds.events()),
            "logAge",
            Long.toString(bounds.age().toMillis()),
            "maxEvent",
            Integer.toString(settings.maxEventBytes()),
            "maxTopic",
            Integer.toString(settings.texts().topic()),
            "maxType",
            Integer.toString(settings.texts().type()),
            "maxId",
            Integer.toString(settings.texts().id()),
            "topics",
            settings.topics().lines(),
            "evicts",
            server.evicts() ? "1" : "",
            // Lets publishers in other languages use the same script that this hub appends with.
            "append",
            Script.APPEND.text());
    return standing;
  }

  /** Sends what this node knows, and asks whether other nodes have reported more. */
  Standing check(Wire wire) {
    return run(wire, HERE, witness.told());
  }

  /** Records in Redis that this position, and all positions before it, were lost. */
  Standing report(Wire wire, EventId lost) {
    return run(wire, HERE, lost);
  }

  private Standing run(Wire wire, String before, EventId told, String... state) {
    List<String> arguments = new ArrayList<>();
    arguments.add(told.toString());
    arguments.add(witness.answered().toString());
    arguments.add(server.run());
    arguments.add(before);
    arguments.add((before.equals(HERE) ? witness.since() : sinceBefore).toString());
    arguments.add(server.isSafe() ? "safe" : "");
    arguments.add(Long.toString(settings.timings().presence().toMillis()));
    arguments.addAll(List.of(state));
    Object answer = Script.RESUME.run(wire, settings.hubBytes(), arguments.toArray(String[]::new));
    if (!(answer instanceof List<?> parts)) {
      throw new IllegalStateException("A script gave no list.");
    }
    witness.runs(server.run(), LogEntry.position(parts.get(4)));
    return new Standing(
        LogEntry.position(parts.get(0)),
        LogEntry.position(parts.get(1)),
        Duration.ofMillis(Long.parseLong(LogEntry.text(parts.get(2)))),
        parts.get(3).equals(1L));
  }
}
