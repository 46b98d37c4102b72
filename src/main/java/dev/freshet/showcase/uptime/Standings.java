package dev.freshet.showcase.uptime;

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
 * This node's knowledge of all targets: it hears of every check, by whichever node. Thread-safe.
 */
final class Standings implements Listener {
  private static final Logger LOG = System.getLogger(Standings.class.getName());

  private final Function<String, Optional<Target>> targets;
  private final Runnable missed;
  private final Map<String, Standing> all = new ConcurrentHashMap<>();

  /**
   * Creates standings of which nothing is known.
   *
   * @param targets finds the target with an id
   * @param missed runs when some checks were missed; must not block
   */
  Standings(Function<String, Optional<Target>> targets, Runnable missed) {
    this.targets = targets;
    this.missed = missed;
  }

  Standing of(Target target) {
    return all.computeIfAbsent(target.id(), id -> new Standing());
  }

  /** Forgets targets that no longer exist. */
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
