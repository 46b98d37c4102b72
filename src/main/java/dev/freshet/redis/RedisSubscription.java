package dev.freshet.redis;

import dev.freshet.event.Event;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Listens to channels of a Redis and hands each message's event to a sink, one after the other. A
 * lost connection is made again, for ever, until {@link #close} or an interrupt of the thread; what
 * is published meanwhile is lost, as Redis keeps nothing for an absent subscriber.
 */
public final class RedisSubscription implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisSubscription.class.getName());

  private final RedisSettings settings;
  private final ExecutorService tasks;
  private final ScheduledExecutorService timers;
  private final RandomGenerator random;
  private final Intake intake;

  // Any thread.
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  // Written by the subscriber's thread, read by all.
  private final LongAdder connects = new LongAdder();
  private final LongAdder disconnects = new LongAdder();
  private volatile boolean connected;
  private volatile @Nullable Link link;
  private volatile @Nullable Thread subscriber;

  // The subscriber's thread.
  private boolean lossIsLogged;

  /**
   * Prepares a subscription; nothing happens before {@link #start}.
   *
   * @param sink takes the events, always on the same thread; while it blocks, messages wait in
   *     Redis, which in the end cuts a subscriber that is too slow
   * @param tasks runs one task that lasts as long as the subscription
   * @param timers runs the pings, which are short
   * @param random draws the waits between attempts to connect
   * @param ticker nanoseconds from any origin, as {@link System#nanoTime}
   */
  public RedisSubscription(
      RedisSettings settings,
      Consumer<Event> sink,
      ExecutorService tasks,
      ScheduledExecutorService timers,
      RandomGenerator random,
      LongSupplier ticker) {
    this.settings = settings;
    this.tasks = tasks;
    this.timers = timers;
    this.random = random;
    this.intake = new Intake(sink, ticker);
  }

  /**
   * Begins to listen; returns at once, whether or not Redis is there.
   *
   * @throws IllegalStateException if it was started or closed before
   * @throws RejectedExecutionException if the executor takes no task
   */
  public void start() {
    if (isClosing() || !started.compareAndSet(false, true)) {
      throw new IllegalStateException("A Redis subscription starts once.");
    }
    try {
      tasks.execute(this::run);
    } catch (RejectedExecutionException e) {
      ended.countDown();
      throw e;
    }
  }

  /** How it fares now. */
  public RedisStatus status() {
    return intake.status(connected, connects.sum(), disconnects.sum());
  }

  /**
   * Ends the subscription, and waits for that at most the close timeout. The sink gets no event
   * after the one that it may be at.
   */
  @Override
  public void close() {
    closing.countDown();
    Link current = link;
    if (current != null) {
      current.cut();
    }
    if (started.get() && !Thread.currentThread().equals(subscriber)) {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      if (!await(ended, settings.closeTimeout())) {
        LOG.log(Level.WARNING, "The subscription to {0} is still ending", settings.shownUrl());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean await(CountDownLatch latch, Duration atMost) throws InterruptedException {
    return latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void run() {
    subscriber = Thread.currentThread();
    try {
      stayConnected();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void stayConnected() throws InterruptedException {
    Backoff backoff = settings.backoff();
    boolean isOver = isClosing();
    while (!isOver) {
      backoff = connectOnce() ? settings.backoff() : backoff;
      isOver = await(closing, backoff.delay(random));
      backoff = backoff.next();
    }
  }

  /** Runs one connection to its end; says whether it ever was subscribed. */
  private boolean connectOnce() {
    Link current = new Link(settings, intake, timers, this::noteConnected);
    link = current;
    if (isClosing()) {
      return false;
    }
    try {
      current.run();
    } catch (RuntimeException | Error e) {
      logLoss(e);
    }
    return noteEnd();
  }

  private void noteConnected() {
    connected = true;
    connects.increment();
    lossIsLogged = false;
    LOG.log(Level.INFO, "Listening to {0}", settings);
  }

  private boolean noteEnd() {
    boolean worked = connected;
    connected = false;
    link = null;
    if (worked) {
      disconnects.increment();
    }
    return worked;
  }

  /** One warning per outage, not per attempt. */
  private void logLoss(Throwable cause) {
    boolean isNews = !lossIsLogged && !isClosing();
    lossIsLogged = true;
    LOG.log(
        isNews ? Level.WARNING : Level.DEBUG,
        "Not connected to {0}, trying again: {1}",
        settings.shownUrl(),
        Cause.of(cause));
  }
}
