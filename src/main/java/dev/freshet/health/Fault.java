package dev.freshet.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A condition that lasts until it is fixed: damaged data, a missing right, an unsafe Redis setting.
 * Its beginning and its end are logged once. Any thread.
 */
public final class Fault {
  private static final Logger LOG = System.getLogger(Fault.class.getName());

  private final String name;
  private final LongSupplier nanos;

  // Guarded by this.
  private @Nullable String detail;
  private long began;
  private long count;

  Fault(String name, LongSupplier nanos) {
    this.name = name;
    this.nanos = nanos;
  }

  /**
   * Begins the fault, or updates its detail if it has begun.
   *
   * @param what what is wrong, its consequences and what the operator can do, in one or two
   *     sentences
   */
  public void begin(String what) {
    boolean isNews;
    synchronized (this) {
      isNews = !what.equals(detail);
      if (detail == null) {
        began = nanos.getAsLong();
        count++;
      }
      detail = what;
    }
    if (isNews) {
      LOG.log(Level.WARNING, "{0}: {1}", name, what);
    }
  }

  /** Ends the fault, if it has begun. */
  public void end() {
    boolean lasted;
    synchronized (this) {
      lasted = detail != null;
      detail = null;
    }
    if (lasted) {
      LOG.log(Level.INFO, "{0}: over", name);
    }
  }

  /** The name in the status response. */
  public String name() {
    return name;
  }

  /** Whether the fault has begun and not ended. */
  public synchronized boolean lasts() {
    return detail != null;
  }

  /** What is wrong, or null if the fault is over. */
  public synchronized @Nullable String detail() {
    return detail;
  }

  /** How long the fault has lasted, or zero if it is over. */
  public synchronized Duration age() {
    return detail == null ? Duration.ZERO : Duration.ofNanos(nanos.getAsLong() - began);
  }

  /** How often the fault began since the start of the node. */
  public synchronized long count() {
    return count;
  }
}
