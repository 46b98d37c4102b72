package dev.freshet.redis;

import dev.freshet.health.Health;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Listens to channels of a Redis and hands each message's event to a sink, one after the other. A
 * lost connection is made again, for ever, until {@link #close} or an interrupt of the thread; what
 * is published meanwhile is lost, as Redis keeps nothing for an absent subscriber.
 */
public final class RedisSubscription implements AutoCloseable {
  private final RedisSettings settings;
  private final Executor tasks;
  private final ScheduledExecutorService timers;
  private final Intake intake;
  private final StandingConnection connection;

  /**
   * Prepares a subscription; nothing happens before {@link #start}.
   *
   * @param sink takes the events, always on the same thread; while it is full, messages wait in
   *     Redis, which in the end cuts a subscriber that is too slow
   * @param tasks runs one task that lasts as long as the subscription
   * @param timers runs the pings, which are short
   * @param random draws the waits between attempts to connect
   * @param ticker nanoseconds from any origin, as {@link System#nanoTime}
   * @param health shows the service {@code subscription}
   */
  public RedisSubscription(
      RedisSettings settings,
      Sink sink,
      Executor tasks,
      ScheduledExecutorService timers,
      RandomGenerator random,
      LongSupplier ticker,
      Health health) {
    this.settings = settings;
    this.tasks = tasks;
    this.timers = timers;
    this.intake = new Intake(settings.channels(), settings.texts(), sink, ticker);
    this.connection =
        new StandingConnection(
            "the channels " + settings.channels(),
            Connector.forPubSub(settings.url(), settings.connectTimeout()),
            settings.silenceLimit(),
            settings.backoff(),
            random,
            health.service("subscription", Duration.ZERO),
            new Listening());
  }

  /**
   * Begins to listen; returns at once, whether or not Redis is there.
   *
   * @throws IllegalStateException if it was started or closed before
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no task
   */
  public void start() {
    connection.start(tasks);
  }

  /** How it fares now. */
  public RedisStatus status() {
    return intake.status(connection.isWorking(), connection.connects(), connection.disconnects());
  }

  /**
   * Ends the subscription, and waits for that at most three seconds. The sink gets no event after
   * the one that it may be at.
   */
  @Override
  public void close() {
    connection.close();
  }

  /** What is published while the connection is lost is lost as well. */
  private final class Listening implements StandingConnection.Use {
    @Override
    public void work(Wire wire, Runnable works) {
      new Link(settings, wire, intake, timers, works).run();
    }
  }
}
