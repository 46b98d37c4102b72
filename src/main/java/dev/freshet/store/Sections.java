package dev.freshet.store;

import dev.freshet.health.Fault;
import dev.freshet.health.Health;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The checks of a store that run every few seconds: whether a section has lost anything, and
 * whether one that could not be read can be read now. Any thread.
 */
public final class Sections {
  private static final Logger LOG = System.getLogger(Sections.class.getName());

  private final Health health;
  private final List<Runnable> duties = new CopyOnWriteArrayList<>();
  private final AtomicBoolean isChecking = new AtomicBoolean();

  /** Creates an empty set of checks, which report faults to {@code health}. */
  public Sections(Health health) {
    this.health = health;
  }

  /** Runs a duty with every check. It may block, but no longer than the store may. */
  void add(Runnable duty) {
    duties.add(duty);
  }

  /** Returns the fault of a section, or of the store. */
  public Fault fault(String name) {
    return health.fault(name);
  }

  /**
   * Runs all checks. Call it every few seconds; it does nothing while another call is running. May
   * block briefly.
   */
  public void check() {
    if (!isChecking.compareAndSet(false, true)) {
      return;
    }
    try {
      duties.forEach(Sections::attempt);
    } finally {
      isChecking.set(false);
    }
  }

  private static void attempt(Runnable duty) {
    try {
      duty.run();
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "The store could not be looked after.", e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The store was not looked after.", e);
    }
  }
}
