package dev.freshet.redis;

import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event with a publisher's own id, as {@code locate.lua} returns it.
 *
 * @param place its position
 * @param entry the stored event, or null if neither the log nor a history still has it
 * @param isPrivate whether the event was appended as private
 */
record KnownId(EventId place, @Nullable LogEntry entry, boolean isPrivate) {

  /**
   * Returns the position of the first event with an id that the subscriber may see. The existence
   * of others is private too.
   */
  static Optional<EventId> first(@Nullable Object answer, Subscription subscription) {
    if (!(answer instanceof List<?> raw)) {
      throw new IllegalStateException("A script gave no list.");
    }
    return Stream.of(
            of(raw.get(0), raw.get(1), /* isPrivate= */ false),
            of(raw.get(2), raw.get(3), /* isPrivate= */ true))
        .flatMap(Optional::stream)
        .filter(known -> known.isFor(subscription))
        .map(KnownId::place)
        .min(EventId::compareTo);
  }

  private static Optional<KnownId> of(Object place, Object entry, boolean isPrivate) {
    LogEntry found = entry instanceof List<?> ? LogEntry.of(entry) : null;
    return EventId.parse(LogEntry.text(place)).map(at -> new KnownId(at, found, isPrivate));
  }

  private boolean isFor(Subscription subscription) {
    if (entry == null) {
      return !isPrivate;
    }
    try {
      return subscription.maySee(entry.event());
    } catch (IllegalArgumentException unreadable) {
      // The follower counted and logged it when it arrived.
      return false;
    }
  }
}
