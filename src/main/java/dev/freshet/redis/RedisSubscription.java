package dev.freshet.redis;

import dev.freshet.health.Health;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Listens to Redis channels and hands each message's event to a sink, one after the other. A lost
 * connection is replaced, until {@link #close} or an interrupt of the thread; messages published in
 * the meantime are lost, as Redis keeps nothing for absent subscribers.
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
   * @param sink receives the events, always on the same thread; while it is full, messages wait in
   *     Redis, which eventually disconnects a subscriber that is too slow
   * @param tasks runs one task for as long as the subscription is open
   * @param timers runs the pings, which are short
   * @param random draws the waits between attempts to connect
   * @param ticker a clock in nanoseconds from any origin, such as {@link System#nanoTime}
   * @param health where the service {@code subscription} is reported
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
   * Starts listening. Returns at once, whether or not Redis is available.
   *
   * @throws IllegalStateException if it was started or closed before
   * @throws java.util.concurrent.RejectedExecutionException if the executor refuses the task
   */
  public void start() {
    connection.start(tasks);
  }

  /** The current state. */
  public RedisStatus status() {
    return intake.status(connection.isWorking(), connection.connects(), connection.disconnects());
  }

  /**
   * Ends the subscription, and waits up to three seconds for that. The sink receives no event after
   * the one it may be handling.
   */
  @Override
  public void close() {
    connection.close();
  }

  /** Runs one subscribed connection. */
  private final class Listening implements StandingConnection.Use {
    @Override
    public void work(Wire wire, Runnable works) {
      new Link(settings, wire, intake, timers, works).run();
    }
  }
}
