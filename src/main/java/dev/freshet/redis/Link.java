package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * One subscribed connection, from its socket to its end. It is pinged, and ends when nothing was
 * heard for the silence limit: the read itself times out, so a slow sink is not mistaken for a dead
 * server. Belongs to the thread that runs it; only {@link #cut} is for all.
 */
final class Link {
  private static final String CLIENT_NAME = "freshet";

  private final RedisSettings settings;
  private final Intake intake;
  private final ScheduledExecutorService timers;
  private final Runnable onSubscribed;
  private final JedisClientConfig config;
  private final OneSocket socket;
  private final Ear ear = new Ear();

  // The subscriber's thread.
  private @Nullable ScheduledFuture<?> pings;

  /**
   * Prepares a connection.
   *
   * @param onSubscribed called on the running thread once Redis has confirmed all channels
   */
  Link(
      RedisSettings settings,
      Intake intake,
      ScheduledExecutorService timers,
      Runnable onSubscribed) {
    this.settings = settings;
    this.intake = intake;
    this.timers = timers;
    this.onSubscribed = onSubscribed;
    this.config = config(settings);
    this.socket =
        new OneSocket(
            new DefaultJedisSocketFactory(JedisURIHelper.getHostAndPort(settings.url()), config));
  }

  /**
   * RESP2, because with RESP3 a message that comes while unsubscribing unsettles Jedis. What Jedis
   * calls the blocking timeout is the one of a subscription's reads; without it, they wait forever.
   */
  private static JedisClientConfig config(RedisSettings settings) {
    return DefaultJedisClientConfig.builder(settings.url())
        .resp2()
        .clientName(CLIENT_NAME)
        .connectionTimeoutMillis(millis(settings.connectTimeout()))
        .socketTimeoutMillis(millis(settings.connectTimeout()))
        .blockingSocketTimeoutMillis(millis(settings.silenceLimit()))
        .build();
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }

  /**
   * Connects, subscribes and takes messages in until the thread is interrupted.
   *
   * @throws RuntimeException when the connection fails or ends
   */
  void run() {
    try (Jedis jedis = new Jedis(socket, config)) {
      if (settings.names().isEmpty()) {
        jedis.psubscribe(ear, bytes(settings.patterns()));
      } else {
        jedis.subscribe(ear, bytes(settings.names()));
      }
    } finally {
      stopPings();
      socket.cut();
    }
  }

  private static byte[][] bytes(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  /** Ends the connection at once, wherever it is. */
  void cut() {
    socket.cut();
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

  /** The timer's thread: it alone writes once all channels are subscribed. */
  private void ping() {
    try {
      ear.ping();
    } catch (RuntimeException broken) {
      socket.cut();
    }
  }

  /** Hears what Redis sends, on the thread that runs the link. */
  private final class Ear extends BinaryJedisPubSub {

    @Override
    public void onSubscribe(byte[] channel, int count) {
      if (count == settings.names().size() && !settings.patterns().isEmpty()) {
        psubscribe(bytes(settings.patterns()));
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
      if (!socket.isCut()) {
        intake.take(channel, message);
      }
    }

    /** A channel that is subscribed by its name too has had this message already. */
    @Override
    public void onPMessage(byte[] pattern, byte[] channel, byte[] message) {
      boolean isDouble =
          Utf8.decode(channel).filter(name -> settings.names().contains(name)).isPresent();
      if (!isDouble) {
        onMessage(channel, message);
      }
    }
  }
}
