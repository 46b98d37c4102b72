package dev.freshet.event;

import java.util.List;
import java.util.Set;

/**
 * What one stream carries: the selectors that were asked for, and the selectors whose private
 * events the asker may see. Equal subscriptions share one channel.
 */
public record Subscription(Set<Selector> selectors, Set<Selector> rights) {

  public Subscription {
    selectors = Set.copyOf(selectors);
    rights = Set.copyOf(rights);
    if (selectors.isEmpty()) {
      throw new InvalidEventException("topic", "Missing \"topic\" parameter.");
    }
    if (selectors.size() > Event.MAX_TOPICS) {
      throw new InvalidEventException("topic", "More than " + Event.MAX_TOPICS + " topics.");
    }
  }

  /** A subscription to public events only. */
  public static Subscription to(Selector... selectors) {
    return new Subscription(Set.of(selectors), Set.of());
  }

  /** Whether an event belongs into this stream. */
  public boolean matches(Event event) {
    return maySee(event) && anyMatch(selectors, event.topics());
  }

  /** Whether an event is public, or one of its topics is covered by the rights. */
  public boolean maySee(Event event) {
    return !event.isPrivate() || anyMatch(rights, event.topics());
  }

  private static boolean anyMatch(Set<Selector> selectors, List<String> topics) {
    for (Selector selector : selectors) {
      if (selector.matchesAny(topics)) {
        return true;
      }
    }
    return false;
  }
}
