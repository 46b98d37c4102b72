package dev.freshet.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The health of a part that runs as long as the node: a pump, the follower, the clock. The thread
 * that runs the part reports here; any thread may report and read.
 *
 * <p>A service works again as soon as it beats after a failure. The first failure of a series is
 * logged as an error with its stack trace, the others at debug level.
 */
public final class Service {
  private static final Logger LOG = System.getLogger(Service.class.getName());

  private final String name;
  private final Duration maxSilence;
  private final LongSupplier nanos;
  private final LongAdder failures = new LongAdder();
  private final LongAdder restarts = new LongAdder();

  private volatile long lastBeat;
  private volatile State state = State.STARTING;
  private volatile @Nullable String reason;

  /** The state of a service. */
  public enum State {
    /** It has not reported yet. */
    STARTING,
    /** It works. */
    UP,
    /** It reported a failure, and has not beaten since. */
    FAILING,
    /** It has not beaten for longer than allowed. */
    SILENT,
    /** It was stopped on purpose. */
    STOPPED
  }

  Service(String name, Duration maxSilence, LongSupplier nanos) {
    this.name = name;
    this.maxSilence = maxSilence;
    this.nanos = nanos;
    this.lastBeat = nanos.getAsLong();
  }

  /** Reports that the service works. Cheap: two volatile writes. */
  public void beat() {
    lastBeat = nanos.getAsLong();
    if (state != State.UP) {
      state = State.UP;
      reason = null;
    }
  }

  /** Reports and counts an unexpected failure. */
  public void failed(Throwable failure) {
    failures.increment();
    Level level = state == State.FAILING ? Level.DEBUG : Level.ERROR;
    state = State.FAILING;
    reason = failure.toString();
    log(level, failure);
  }

  /** Without descriptors or memory even logging may throw, and the thread must continue. */
  private void log(Level level, Throwable failure) {
    try {
      LOG.log(level, "The service " + name + " failed.", failure);
    } catch (Throwable unlogged) {
      // The failure is counted, and its reason is in the status.
    }
  }

  /** Reports that the service does not work now, for an external reason. */
  public void down(String why) {
    state = State.FAILING;
    reason = why;
  }

  /** Reports that the service was replaced or restarted after a failure. */
  public void restarted() {
    restarts.increment();
  }

  /** Reports that the service was stopped on purpose. */
  public void stopped() {
    state = State.STOPPED;
    reason = null;
  }

  /**
   * Runs one step of the service. Anything thrown, errors included, is reported as a failure and
   * goes no further: a step that throws must not end the thread that all later steps depend on. A
   * step that returns counts as a beat.
   */
  public void guard(Runnable step) {
    try {
      step.run();
    } catch (Throwable e) {
      failed(e);
      return;
    }
    beat();
  }

  /** The name in the status response. */
  public String name() {
    return name;
  }

  /** The state at this moment. */
  public State state() {
    State known = state;
    boolean isOverdue = !maxSilence.isZero() && nanos.getAsLong() - lastBeat > maxSilence.toNanos();
    return isOverdue && (known == State.UP || known == State.STARTING) ? State.SILENT : known;
  }

  /** Whether the service works, is about to start, or was stopped on purpose. */
  public boolean isHealthy() {
    State now = state();
    return now != State.FAILING && now != State.SILENT;
  }

  /** How long ago the service last beat, or was registered. */
  public Duration silence() {
    return Duration.ofNanos(nanos.getAsLong() - lastBeat);
  }

  /** How many failures were reported since the start of the node. */
  public long failures() {
    return failures.sum();
  }

  /** How often the service was restarted. */
  public long restarts() {
    return restarts.sum();
  }

  /** Why the service does not work, or null while it does. */
  public @Nullable String reason() {
    return reason;
  }
}
