package dev.freshet.feed.uptime;

import dev.freshet.event.Event;
import dev.freshet.hub.Listener;
import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What this node knows of all targets: it hears of every check, whichever node made it. Any thread.
 */
final class Standings implements Listener {
  private static final Logger LOG = System.getLogger(Standings.class.getName());

  private final Function<String, Optional<Target>> targets;
  private final Runnable missed;
  private final Map<String, Standing> all = new ConcurrentHashMap<>();

  /**
   * Standings of which nothing is known.
   *
   * @param targets finds the one of an id
   * @param missed what to do when some checks were not heard of; must not block
   */
  Standings(Function<String, Optional<Target>> targets, Runnable missed) {
    this.targets = targets;
    this.missed = missed;
  }

  Standing of(Target target) {
    return all.computeIfAbsent(target.id(), id -> new Standing());
  }

  /** Forgets targets that there are no longer. */
  void retain(Map<String, Target> known) {
    all.keySet().retainAll(known.keySet());
  }

  @Override
  public void heard(Event event) {
    try {
      JsonObject check = Json.object(event.data());
      targets
          .apply(check.getString("id"))
          .ifPresent(target -> of(target).take(check, target.patience()));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A check was not understood.", e);
    }
  }

  @Override
  public void resumed() {
    missed.run();
  }
}
