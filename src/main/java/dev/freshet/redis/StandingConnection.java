package dev.freshet.redis;

import dev.freshet.health.Service;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A connection that is kept while the hub runs: whenever it is lost, a new one is made. One thread
 * makes and uses it.
 */
final class StandingConnection implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StandingConnection.class.getName());

  /** Closing is immediate unless a connect is in progress. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  /** What the connection is used for. All methods but {@link #wake} are called on its thread. */
  interface Use {
    /**
     * Works on an open connection until that fails or the thread is interrupted.
     *
     * @param works must be run once the connection has proved to work
     */
    void work(Wire wire, Runnable works) throws InterruptedException;

    /** Called when the connection has ended or could not be made. */
    default void lost() {}

    /** Called when the connection was cut: stop waiting for anything else. Any thread. */
    default void wake() {}
  }

  private final String name;
  private final Connector connector;
  private final Duration readTimeout;
  private final Backoff backoff;
  private final RandomGenerator random;
  private final Service service;
  private final Use use;

  // Any thread.
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  // Written by the connection's thread, read by all.
  private volatile @Nullable Wire wire;
  private volatile @Nullable Thread thread;
  private volatile boolean working;
  private final LongAdder connects = new LongAdder();
  private final LongAdder disconnects = new LongAdder();

  // Owned by the connection's thread.
  private boolean lossIsLogged;

  /**
   * Prepares a connection.
   *
   * @param name what it is for; shown in the log
   * @param service where its health is reported
   */
  StandingConnection(
      String name,
      Connector connector,
      Duration readTimeout,
      Backoff backoff,
      RandomGenerator random,
      Service service,
      Use use) {
    this.name = name;
    this.connector = connector;
    this.readTimeout = readTimeout;
    this.backoff = backoff;
    this.random = random;
    this.service = service;
    this.use = use;
  }

  /**
   * Starts connecting, on a thread of the executor that is occupied until {@link #close}.
   *
   * @throws IllegalStateException if it was started or closed before
   * @throws RejectedExecutionException if the executor refuses the task
   */
  void start(Executor threads) {
    if (isClosing() || !started.compareAndSet(false, true)) {
      throw new IllegalStateException("A connection starts once.");
    }
    try {
      threads.execute(() -> run(threads));
    } catch (RejectedExecutionException e) {
      ended.countDown();
      throw e;
    }
  }

  /** Whether it works now, as far as known. */
  boolean isWorking() {
    return working;
  }

  /** How often a connection was established. */
  long connects() {
    return connects.sum();
  }

  /** How often an established connection ended, including by {@link #close}. */
  long disconnects() {
    return disconnects.sum();
  }

  /** Runs until closed: if the thread ends for another reason, a new one continues. */
  private void run(Executor threads) {
    thread = Thread.currentThread();
    try {
      stayConnected();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      service.failed(e);
    }
    if (!isClosing() && goesOn(threads)) {
      return;
    }
    if (isClosing()) {
      service.stopped();
    }
    tellLost();
    ended.countDown();
  }

  private boolean goesOn(Executor threads) {
    try {
      service.down("Its thread was ended.");
      service.restarted();
      threads.execute(() -> run(threads));
      return true;
    } catch (RejectedExecutionException stopping) {
      return false;
    }
  }

  private void tellLost() {
    try {
      use.lost();
    } catch (Throwable e) {
      service.failed(e);
    }
  }

  private void stayConnected() throws InterruptedException {
    Backoff current = backoff;
    boolean isOver = isClosing();
    while (!isOver) {
      current = connectOnce() ? backoff : current;
      isOver = closing.await(current.delay(random).toNanos(), TimeUnit.NANOSECONDS);
      current = current.next();
    }
  }

  /** Runs one connection to its end. Returns whether it ever worked. */
  private boolean connectOnce() throws InterruptedException {
    boolean worked;
    try (Wire current = connector.wire(readTimeout)) {
      wire = current;
      if (isClosing()) {
        return false;
      }
      current.open();
      use.work(current, this::noteWorking);
    } catch (RuntimeException | Error e) {
      note(e);
    } finally {
      worked = working;
      working = false;
      if (worked) {
        disconnects.increment();
      }
      wire = null;
      tellLost();
    }
    return worked;
  }

  /** A Redis that is unavailable is not a failure of the service; any other exception is. */
  private void note(Throwable cause) {
    if (cause instanceof JedisException || cause instanceof MissingRightException) {
      if (!isClosing()) {
        service.down("Not connected to " + connector + ": " + Cause.of(cause));
      }
    } else {
      service.failed(cause);
    }
    logLoss(cause);
  }

  private void noteWorking() {
    if (!working) {
      connects.increment();
      working = true;
      lossIsLogged = false;
      service.beat();
      LOG.log(Level.INFO, "Connected to {0} for {1}", connector, name);
    }
  }

  /** One warning per outage, not per attempt. */
  private void logLoss(Throwable cause) {
    boolean isNews = !lossIsLogged && !isClosing();
    lossIsLogged = true;
    LOG.log(
        isNews ? Level.WARNING : Level.DEBUG,
        "Not connected to {0} for {1}, trying again: {2}",
        connector,
        name,
        Cause.of(cause));
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Ends the connection and its thread's work, and waits up to three seconds for that. */
  @Override
  public void close() {
    closing.countDown();
    Wire current = wire;
    if (current != null) {
      current.cut();
    }
    use.wake();
    if (started.get() && !Thread.currentThread().equals(thread)) {
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      if (!ended.await(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.log(Level.WARNING, "The connection to {0} for {1} is still ending", connector, name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
