package dev.freshet.backend;

import dev.freshet.log.EventLog;
import dev.freshet.log.Lease;
import dev.freshet.log.MemoryLog;
import dev.freshet.presence.LocalRoster;
import dev.freshet.presence.Roster;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import java.util.Map;

/** The backend of a single node: its log is in the heap, its store in a directory. */
public final class LocalBackend implements Backend {
  private final MemoryLog log;
  private final LocalStore store;
  private final Roster roster = new LocalRoster();

  /** Creates a backend that takes ownership of the store, and closes it. The hub closes the log. */
  public LocalBackend(MemoryLog log, LocalStore store) {
    this.log = log;
    this.store = store;
  }

  @Override
  public EventLog log() {
    return log;
  }

  @Override
  public Lease lease() {
    return Lease.SOLE;
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Roster roster() {
    return roster;
  }

  @Override
  public FlaskPublisher flask() {
    return FlaskPublisher.NONE;
  }

  @Override
  public Map<String, Object> status() {
    return Map.of("configured", false);
  }

  @Override
  public void close() {
    store.close();
  }
}
