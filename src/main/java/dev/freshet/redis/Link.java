package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;

/**
 * One subscribed connection, until it ends. It is pinged, and ends when nothing is received for the
 * silence limit: the read itself times out, so a slow sink is not mistaken for a dead server. Owned
 * by the thread that runs it.
 */
final class Link {
  private final RedisSettings settings;
  private final Intake intake;
  private final ScheduledExecutorService timers;
  private final Runnable onSubscribed;
  private final Wire wire;
  private final Ear ear = new Ear();

  // Owned by the subscriber's thread.
  private @Nullable ScheduledFuture<?> pings;

  /**
   * Prepares a connection.
   *
   * @param wire an open connection whose reads time out after the silence limit
   * @param onSubscribed called on the running thread once Redis has confirmed all channels
   */
  Link(
      RedisSettings settings,
      Wire wire,
      Intake intake,
      ScheduledExecutorService timers,
      Runnable onSubscribed) {
    this.settings = settings;
    this.wire = wire;
    this.intake = intake;
    this.timers = timers;
    this.onSubscribed = onSubscribed;
  }

  /**
   * Subscribes and receives messages until the thread is interrupted.
   *
   * @throws RuntimeException if the connection fails or ends
   */
  void run() {
    try (Jedis jedis = new Jedis(wire.connection())) {
      if (settings.channels().names().isEmpty()) {
        jedis.psubscribe(ear, bytes(settings.channels().patterns()));
      } else {
        jedis.subscribe(ear, bytes(settings.channels().names()));
      }
    } finally {
      stopPings();
      wire.cut();
    }
  }

  private static byte[][] bytes(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  private void startPings() {
    long nanos = settings.pingInterval().toNanos();
    pings = timers.scheduleWithFixedDelay(this::ping, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void stopPings() {
    if (pings != null) {
      pings.cancel(/* mayInterruptIfRunning= */ false);
    }
  }

  /** On the timer's thread, the only one that writes once all channels are subscribed. */
  private void ping() {
    try {
      ear.ping();
    } catch (RuntimeException broken) {
      wire.cut();
    }
  }

  /** Receives what Redis sends, on the thread that runs the link. */
  private final class Ear extends BinaryJedisPubSub {

    @Override
    public void onSubscribe(byte[] channel, int count) {
      if (count == settings.channels().names().size()
          && !settings.channels().patterns().isEmpty()) {
        psubscribe(bytes(settings.channels().patterns()));
      }
      confirm(count);
    }

    @Override
    public void onPSubscribe(byte[] pattern, int count) {
      confirm(count);
    }

    private void confirm(int count) {
      if (count == settings.channels().size()) {
        startPings();
        onSubscribed.run();
      }
    }

    @Override
    public void onMessage(byte[] channel, byte[] message) {
      take(channel, channel, message);
    }

    private void take(byte[] nameOrPattern, byte[] channel, byte[] message) {
      if (!wire.isCut()) {
        intake.take(nameOrPattern, channel, message);
      }
    }

    /** Ignores messages on channels also subscribed by name: they were already received. */
    @Override
    public void onPMessage(byte[] pattern, byte[] channel, byte[] message) {
      boolean isDouble =
          Utf8.decode(channel)
              .filter(name -> settings.channels().names().contains(name))
              .isPresent();
      if (!isDouble) {
        take(pattern, channel, message);
      }
    }
  }
}
