package dev.freshet.presence;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.hub.Hub;
import dev.freshet.json.Json;
import dev.freshet.log.LogUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the active subscriptions on all nodes, and announces changes with private events. A change
 * that cannot be announced because the log is unavailable is announced later, with the state at
 * that time. Any thread.
 */
public final class ActiveSubscriptions {
  private static final Logger LOG = System.getLogger(ActiveSubscriptions.class.getName());

  /** Maximum burials per renewal: a dead node with many streams takes several renewals. */
  private static final int MOST_BURIALS = 50;

  private final Hub hub;
  private final Roster roster;

  // Guarded by this.
  private final Map<String, List<Presence>> mine = new HashMap<>();
  private final Set<Presence> untold = new HashSet<>();

  /**
   * The subscriptions at one moment.
   *
   * @param position the log position after which events announce all later changes
   */
  public record Snapshot(EventId position, List<Presence> subscriptions) {}

  public ActiveSubscriptions(Hub hub, Roster roster) {
    this.hub = hub;
    this.roster = roster;
  }

  /**
   * Records a stream that has begun.
   *
   * @param payload returns the token's payload for a selector, or null
   * @return the name of the subscriber, for {@link #left}
   */
  public String entered(Set<Selector> selectors, Function<Selector, @Nullable String> payload) {
    String subscriber = "urn:uuid:" + UUID.randomUUID();
    // Selectors of two kinds may have the same text; they count as one subscription.
    List<Presence> entered =
        selectors.stream()
            .map(selector -> new Presence(subscriber, selector.toString(), payload.apply(selector)))
            .distinct()
            .toList();
    synchronized (this) {
      mine.put(subscriber, entered);
      roster.put(entered);
      entered.forEach(presence -> tell(presence, /* active= */ true));
    }
    return subscriber;
  }

  /** Records a stream that has ended. */
  public synchronized void left(String subscriber) {
    List<Presence> left = mine.remove(subscriber);
    if (left != null) {
      roster.remove(left);
      left.forEach(presence -> tell(presence, /* active= */ false));
    }
  }

  /**
   * Returns the subscriptions of all nodes. May block.
   *
   * @throws LogUnavailableException if they cannot be read now
   */
  public Snapshot now() {
    // Read the position first: later changes are announced again, which does no harm.
    EventId position = hub.lastDispatched();
    return new Snapshot(position, roster.all());
  }

  /** Keeps this node's subscriptions alive, and announces pending changes. Call it every second. */
  public void renew() {
    try {
      Renewal renewal = begin();
      if (renewal.known().toCompletableFuture().join() != renewal.expected()) {
        putAgain();
      }
      tellUntold();
      if (hub.holdsLease()) {
        bury();
      }
    } catch (CompletionException | LogUnavailableException e) {
      LOG.log(Level.DEBUG, "The roster waits", e);
    }
  }

  private void bury() {
    int left = MOST_BURIALS;
    while (left > 0 && roster.bury(this::tellOver)) {
      left--;
    }
  }

  private record Renewal(long expected, CompletionStage<Long> known) {}

  private synchronized Renewal begin() {
    return new Renewal(mine.values().stream().mapToInt(List::size).sum(), roster.renew());
  }

  /** Stores and announces all subscriptions again: some were lost, or announced as over. */
  private synchronized void putAgain() {
    List<Presence> all = new ArrayList<>();
    mine.values().forEach(all::addAll);
    roster.replace(all);
    all.forEach(presence -> tell(presence, /* active= */ true));
  }

  private synchronized void tellUntold() {
    List<Presence> again = List.copyOf(untold);
    untold.clear();
    for (Presence presence : again) {
      List<Presence> known = mine.getOrDefault(presence.subscriber(), List.of());
      tell(presence, known.contains(presence));
    }
  }

  /** Called under this object's lock, so that the changes of one stream are logged in order. */
  private void tell(Presence presence, boolean active) {
    hub.publish(event(presence, active))
        .whenComplete(
            (id, failure) -> {
              if (failure != null) {
                noteUntold(presence);
              }
            });
  }

  private synchronized void noteUntold(Presence presence) {
    untold.add(presence);
  }

  private void tellOver(List<Presence> over) {
    List<CompletableFuture<String>> told = new ArrayList<>();
    for (Presence presence : over) {
      CompletionStage<String> id = hub.publishAsHolder(event(presence, /* active= */ false));
      told.add(id.toCompletableFuture());
    }
    CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).join();
  }

  private static Event event(Presence presence, boolean active) {
    String data =
        Json.createObjectBuilder()
            .add("@context", Presence.CONTEXT)
            .addAll(presence.describe(active))
            .build()
            .toString();
    return Event.on(presence.path()).data(data).isPrivate(true).build();
  }
}
