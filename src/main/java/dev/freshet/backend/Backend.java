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
 * What a hub stands on. One is chosen when the application starts: {@link LocalBackend} for a node
 * that is alone, or the one in Redis for nodes that share it; nothing else asks which it is. Its
 * parts may be used by any thread; it is started and closed by the thread that starts and stops the
 * application.
 */
public interface Backend extends AutoCloseable {
  /** The ordered memory of the hub. Always the same object. */
  EventLog log();

  /** The right to do what one node does for all. Always the same object. */
  Lease lease();

  /** What outlives the process. Always the same object. */
  Store store();

  /** The roster of connected subscribers on all nodes. Always the same object. */
  Roster roster();

  /** Publishes to subscribers of flask_sse. Always the same object. */
  FlaskPublisher flask();

  /** Begins what needs a running hub. Called once, after the hub has started. */
  default void start(Hub hub) {}

  /** Whether it can take and give everything now. */
  default boolean isHealthy() {
    return true;
  }

  /** What the status answer says of it: texts, numbers, truth values, and maps of these. */
  Map<String, Object> status();

  /**
   * What a shared server says of its own load, by name; null where it does not tell. Empty if there
   * is no such server, or it does not answer. May block for some seconds.
   */
  default Optional<Map<String, @Nullable Object>> load() {
    return Optional.empty();
  }

  /** Whether there is a shared server that {@link #load} can ask. */
  default boolean isShared() {
    return false;
  }

  /** Ends what {@link #start} began, and gives the lease up. Called before the hub is closed. */
  default void stop() {}

  /**
   * Lets go of files and connections. Called after the hub, which closes the log; may be repeated.
   */
  @Override
  void close();
}
