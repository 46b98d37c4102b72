package dev.freshet.store;

import dev.freshet.health.Fault;
import dev.freshet.health.Health;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What has to be looked after every few seconds in a store: that no section has lost anything, that
 * what could not be read is read as soon as it can be. Any thread.
 */
public final class Sections {
  private static final Logger LOG = System.getLogger(Sections.class.getName());

  private final Health health;
  private final List<Runnable> duties = new CopyOnWriteArrayList<>();
  private final AtomicBoolean isChecking = new AtomicBoolean();

  /** Nothing to look after yet; what is wrong is reported there. */
  public Sections(Health health) {
    this.health = health;
  }

  /** Has a duty done with every check. It may block as briefly as the store may. */
  void add(Runnable duty) {
    duties.add(duty);
  }

  /** The fault of a section, or of the store. */
  public Fault fault(String name) {
    return health.fault(name);
  }

  /**
   * Looks after everything. To be called every few seconds; if one call takes longer, the next does
   * nothing. May block briefly.
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
