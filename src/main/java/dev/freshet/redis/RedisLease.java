package dev.freshet.redis;

import dev.freshet.log.Lease;
import dev.freshet.log.Term;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lease that one node of the hub holds. It is renewed while the node lives, and ends by itself
 * when the node does not. While Redis is away the last holder remains the holder, for nobody can
 * publish anyway; if another node was faster afterwards, the log refuses the old term.
 */
public final class RedisLease implements Lease, AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisLease.class.getName());

  /** So many times a lease is renewed in the time that it lives. */
  private static final int RENEWALS = 5;

  private final RedisLogSettings settings;
  private final String node;
  private final ScheduledExecutorService timers;
  private final Connector connector;

  // Written by the renewing task under this, read by all.
  private volatile @Nullable Term term;
  private volatile String holder = "";

  // Guarded by this.
  private long lastTerm;
  private @Nullable Wire wire;
  private @Nullable ScheduledFuture<?> renewals;
  private boolean closed;

  /**
   * A lease that is not asked for yet.
   *
   * @param node a name that no other process has
   */
  public RedisLease(RedisLogSettings settings, String node, ScheduledExecutorService timers) {
    this.settings = settings;
    this.node = node;
    this.timers = timers;
    this.connector = settings.connector();
  }

  /** Begins to ask for the lease, over and over. */
  public synchronized void start() {
    long nanos = settings.timings().lease().toNanos() / RENEWALS;
    renewals = timers.scheduleWithFixedDelay(this::renew, 0, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public @Nullable Term held() {
    return term;
  }

  /** The node that held the lease when Redis was asked last; empty if nobody is known. */
  public String holder() {
    return holder;
  }

  private synchronized void renew() {
    if (closed) {
      return;
    }
    try {
      List<?> answer = (List<?>) ask();
      note(LogEntry.text(answer.get(0)), Long.parseLong(LogEntry.text(answer.get(1))));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The lease could not be asked for", e);
      hangUp();
    }
  }

  private Object ask() {
    Wire open = wire;
    if (open == null) {
      open = connector.wire(settings.timings().answer()).open();
      wire = open;
    }
    String life = Long.toString(settings.timings().lease().toMillis());
    Object answer =
        Script.LEASE.run(open, settings.hubBytes(), node, life, Long.toString(lastTerm));
    if (answer == null) {
      throw new IllegalStateException("A script gave no answer.");
    }
    return answer;
  }

  private void note(String newHolder, long number) {
    lastTerm = Math.max(lastTerm, number);
    boolean isOurs = newHolder.equals(node);
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

  /** Gives the lease up, so that another node need not wait for its end. */
  @Override
  public synchronized void close() {
    closed = true;
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
