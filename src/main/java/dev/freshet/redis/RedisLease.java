package dev.freshet.redis;

import dev.freshet.health.Health;
import dev.freshet.health.Service;
import dev.freshet.log.Lease;
import dev.freshet.log.Term;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The lease that one node of the hub holds. It is renewed while the node lives, and expires if the
 * node dies. While Redis is unavailable the last holder stays the holder, as no node can publish
 * anyway; if another node takes the lease afterwards, the log refuses the old term.
 */
public final class RedisLease implements Lease, AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisLease.class.getName());

  /** How many times a lease is renewed within its lifetime. */
  private static final int RENEWALS = 5;

  /** The service beats with each renewal, which may take as long as a connect and an answer. */
  private static final Duration MAX_SILENCE = Duration.ofSeconds(10);

  private final RedisLogSettings settings;
  private final String node;
  private final ScheduledExecutorService timers;
  private final BooleanSupplier fit;
  private final Service service;
  private final Connector connector;

  // Written by the renewing task under this lock, read by any thread.
  private volatile @Nullable Term term;
  private volatile String holder = "";

  // Guarded by this.
  private long lastTerm;
  private @Nullable Wire wire;
  private @Nullable ScheduledFuture<?> renewals;
  private boolean closed;

  /**
   * Creates a lease without requesting it yet.
   *
   * @param node a name unique to this process
   * @param fit whether this node can do what the holder must do. A node that is not fit does not
   *     request the lease, and gives it up. Called by any thread; must not block
   * @param health where the service {@code lease} is reported
   */
  public RedisLease(
      RedisLogSettings settings,
      String node,
      ScheduledExecutorService timers,
      BooleanSupplier fit,
      Health health) {
    this.fit = fit;
    this.service = health.service("lease", MAX_SILENCE);
    this.settings = settings;
    this.node = node;
    this.timers = timers;
    this.connector = settings.connector();
  }

  /** Starts requesting and renewing the lease periodically. */
  public synchronized void start() {
    long nanos = settings.timings().lease().toNanos() / RENEWALS;
    renewals = timers.scheduleWithFixedDelay(this::renew, 0, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public @Nullable Term held() {
    return term;
  }

  /** The node that held the lease when Redis was last asked; empty if none is known. */
  public String holder() {
    return holder;
  }

  private synchronized void renew() {
    if (closed) {
      return;
    }
    try {
      boolean isFit = fit.getAsBoolean();
      Wire open = wire;
      if (!isFit && open != null && holder.equals(node)) {
        giveUp(open);
      }
      List<?> answer = (List<?>) ask(isFit);
      note(LogEntry.text(answer.get(0)), LogEntry.text(answer.get(1)), isFit);
      service.beat();
    } catch (JedisException e) {
      LOG.log(Level.DEBUG, "The lease could not be asked for", e);
      service.down("Redis cannot be asked: " + Cause.of(e));
      hangUp();
    } catch (Throwable e) {
      // Errors too: a timer stops for good if its task throws.
      service.failed(e);
      hangUp();
    }
  }

  /** Clears the term first, so that nothing more is published under it, whatever happens next. */
  private void giveUp(Wire open) {
    term = null;
    LOG.log(Level.WARNING, "This node is not fit to hold the lease and gives it up.");
    Object unused = Script.RELEASE.run(open, settings.hubBytes(), node);
  }

  private Object ask(boolean wants) {
    Wire open = wire;
    if (open == null) {
      open = connector.wire(settings.timings().answer()).open();
      wire = open;
    }
    String life = Long.toString(settings.timings().lease().toMillis());
    Object answer =
        Script.LEASE.run(
            open, settings.hubBytes(), wants ? node : "", life, Long.toString(lastTerm));
    if (answer == null) {
      throw new IllegalStateException("A script gave no answer.");
    }
    return answer;
  }

  /** A lease without a term cannot fence other nodes, so it counts as not held. */
  private void note(String newHolder, String newTerm, boolean isFit) {
    long number = newTerm.isEmpty() ? 0 : Long.parseLong(newTerm);
    lastTerm = Math.max(lastTerm, number);
    boolean isOurs = newHolder.equals(node) && number > 0 && isFit;
    if (!newHolder.equals(holder)) {
      LOG.log(Level.INFO, "{0} holds the lease, term {1}", newHolder, number);
    }
    holder = newHolder;
    term = isOurs ? new Term(number) : null;
  }

  private void hangUp() {
    Wire broken = wire;
    wire = null;
    if (broken != null) {
      broken.close();
    }
  }

  /** Gives up the lease, so that other nodes need not wait for it to expire. */
  @Override
  public synchronized void close() {
    closed = true;
    service.stopped();
    if (renewals != null) {
      renewals.cancel(/* mayInterruptIfRunning= */ false);
    }
    boolean held = term != null;
    term = null;
    if (held && wire != null) {
      try {
        Script.RELEASE.run(wire, settings.hubBytes(), node);
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "The lease could not be given up", e);
      }
    }
    hangUp();
  }
}
