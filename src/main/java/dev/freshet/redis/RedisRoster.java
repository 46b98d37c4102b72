package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.log.LogUnavailableException;
import dev.freshet.presence.Presence;
import dev.freshet.presence.Roster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * The roster in Redis: a hash of subscriptions for each node, and a sorted set of when each node
 * was last heard from. A node that has not been heard from for a while counts as dead.
 */
final class RedisRoster implements Roster {
  /** Maximum subscriptions sent or removed at once. */
  private static final int CHUNK = 500;

  private final byte[] hub;
  private final String node;
  private final byte[] key;
  private final Duration life;
  private final Pipeline pipeline;
  private final WirePool wires;

  /** Since when every renewal has found this node known, in nanoseconds, or 0. Guarded by this. */
  private long undisturbedSince;

  RedisRoster(RedisLogSettings settings, String node, Pipeline pipeline, WirePool wires) {
    this.hub = settings.hubBytes();
    this.node = node;
    this.key = (settings.hub() + ":present:" + node).getBytes(UTF_8);
    this.life = settings.timings().presence();
    this.pipeline = pipeline;
    this.wires = wires;
  }

  /** Returns the unique hash field of a subscription. */
  private static String field(Presence presence) {
    return presence.subscriber() + " " + presence.topic();
  }

  @Override
  public void put(Collection<Presence> entered) {
    for (Iterator<Presence> rest = entered.iterator(); rest.hasNext(); ) {
      List<byte[]> arguments = new ArrayList<>();
      arguments.add(key);
      for (int i = 0; i < CHUNK && rest.hasNext(); i++) {
        Presence presence = rest.next();
        arguments.add(field(presence).getBytes(UTF_8));
        arguments.add(presence.write().getBytes(UTF_8));
      }
      send(Command.HSET, arguments);
    }
  }

  @Override
  public void remove(Collection<Presence> left) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(key);
    left.forEach(presence -> arguments.add(field(presence).getBytes(UTF_8)));
    send(Command.HDEL, arguments);
  }

  /** Ignores failures: the next renewal detects what did not arrive. */
  private void send(Command command, List<byte[]> arguments) {
    var unused = pipeline.submit(command, arguments.toArray(byte[][]::new));
  }

  @Override
  public List<Presence> all() {
    List<?> nodes = (List<?>) wires.use(wire -> run(wire, Script.PRESENT, life()));
    List<Presence> all = new ArrayList<>();
    for (Object entries : nodes) {
      RedisStore.texts(entries).values().forEach(text -> all.add(Presence.parse(text)));
    }
    return all;
  }

  private String life() {
    return Long.toString(life.toMillis());
  }

  private Object run(Wire wire, Script script, String... arguments) {
    return Objects.requireNonNull(script.run(wire, hub, arguments));
  }

  /** Sent over the pipeline, so that Redis counts after all earlier puts and removals. */
  @Override
  public CompletionStage<Long> renew() {
    byte[][] call = Script.RENEW.call(hub, node.getBytes(UTF_8));
    return pipeline.submit(Command.EVALSHA, call).handle(this::known);
  }

  private synchronized Long known(@Nullable Object answer, @Nullable Throwable failure) {
    if (failure != null || !(answer instanceof Long known)) {
      undisturbedSince = 0;
      throw new LogUnavailableException("Redis does not keep the roster: " + answer);
    }
    if (known == GIVEN_UP) {
      undisturbedSince = 0;
    } else if (undisturbedSince == 0) {
      undisturbedSince = System.nanoTime();
    }
    return known;
  }

  @Override
  public void replace(Collection<Presence> mine) {
    send(Command.DEL, List.of(key));
    put(mine);
  }

  /** Waits until all other nodes have had time to reconnect after an outage of Redis. */
  @Override
  public boolean bury(Told told) {
    if (!isUndisturbed()) {
      return false;
    }
    List<?> dead = (List<?>) wires.use(wire -> run(wire, Script.DEAD, life(), "" + CHUNK));
    if (dead.isEmpty()) {
      return false;
    }
    String deadNode = LogEntry.text(dead.get(0));
    List<Presence> over =
        RedisStore.texts(dead.get(1)).values().stream().map(Presence::parse).toList();
    told.tell(over);
    List<String> arguments = new ArrayList<>(List.of(deadNode, life()));
    over.forEach(presence -> arguments.add(field(presence)));
    Object unused = wires.use(wire -> run(wire, Script.BURY, arguments.toArray(String[]::new)));
    return true;
  }

  private synchronized boolean isUndisturbed() {
    return undisturbedSince != 0 && System.nanoTime() - undisturbedSince > life.toNanos();
  }
}
