package dev.freshet.event;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which events one stream carries. Equal subscriptions share one channel.
 *
 * @param selectors the topics asked for
 * @param rights the topics whose private events the subscriber may see
 * @param numbered the selectors in the subscriber's order, if each event is to list the numbers,
 *     from 0, of those it matches; otherwise empty
 */
public record Subscription(Set<Selector> selectors, Set<Selector> rights, List<Selector> numbered) {

  public Subscription {
    selectors = Set.copyOf(selectors);
    rights = Set.copyOf(rights);
    numbered = List.copyOf(numbered);
    if (selectors.isEmpty()) {
      throw new InvalidEventException("topic", "Missing \"topic\" parameter.");
    }
    if (selectors.size() > Event.MAX_TOPICS) {
      throw new InvalidEventException("topic", "More than " + Event.MAX_TOPICS + " topics.");
    }
  }

  public Subscription(Set<Selector> selectors, Set<Selector> rights) {
    this(selectors, rights, List.of());
  }

  /** Returns a subscription whose events list the selectors they match. */
  public static Subscription numbering(List<Selector> selectors, Set<Selector> rights) {
    return new Subscription(Set.copyOf(selectors), rights, selectors);
  }

  /** Returns a subscription to public events only. */
  public static Subscription to(Selector... selectors) {
    return new Subscription(Set.of(selectors), Set.of());
  }

  /** The approximate bytes of heap its selectors and rights take. */
  public long bytes() {
    return bytes(selectors) + bytes(rights);
  }

  private static long bytes(Set<Selector> some) {
    return some.stream().mapToLong(Selector::bytes).sum();
  }

  /** Whether an event belongs in this stream. */
  public boolean matches(Event event) {
    return maySee(event) && anyMatch(selectors, event.topics());
  }

  /** Whether an event is public, or one of its topics is covered by the rights. */
  public boolean maySee(Event event) {
    return !event.isPrivate() || anyMatch(rights, event.topics());
  }

  private static boolean anyMatch(Collection<Selector> selectors, List<String> topics) {
    for (Selector selector : selectors) {
      if (selector.matchesAny(topics)) {
        return true;
      }
    }
    return false;
  }
}
