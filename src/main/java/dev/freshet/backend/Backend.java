package dev.freshet.backend;

import dev.freshet.hub.Hub;
import dev.freshet.log.EventLog;
import dev.freshet.log.Lease;
import dev.freshet.presence.Roster;
import dev.freshet.store.Store;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log, lease, store and roster that a hub runs on. One backend is chosen when the application
 * starts: {@link LocalBackend} for a single node, or the Redis one for nodes that share it; no
 * other code depends on which it is. Any thread may use its parts; the thread that starts and stops
 * the application starts and closes it.
 */
public interface Backend extends AutoCloseable {
  /** The event log of the hub. Always the same object. */
  EventLog log();

  /** The lease for work that one node does for all. Always the same object. */
  Lease lease();

  /** The store of data that outlives the process. Always the same object. */
  Store store();

  /** The roster of connected subscribers on all nodes. Always the same object. */
  Roster roster();

  /** The publisher to flask_sse subscribers. Always the same object. */
  FlaskPublisher flask();

  /** Starts what needs a running hub. Called once, after the hub has started. */
  default void start(Hub hub) {}

  /** Whether all its parts work now. */
  default boolean isHealthy() {
    return true;
  }

  /** Its part of the status response: strings, numbers, booleans, and maps of these. */
  Map<String, Object> status();

  /**
   * The load of the shared server, as it reports it, by name; null for values it does not report.
   * Empty if there is no such server, or it does not answer. May block for some seconds.
   */
  default Optional<Map<String, @Nullable Object>> load() {
    return Optional.empty();
  }

  /** Whether there is a shared server that {@link #load} can ask. */
  default boolean isShared() {
    return false;
  }

  /** Ends what {@link #start} started, and gives up the lease. Called before the hub is closed. */
  default void stop() {}

  /**
   * Releases files and connections. Called after the hub has been closed, which closes the log. May
   * be called again.
   */
  @Override
  void close();
}
