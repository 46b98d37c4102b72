package dev.freshet.faults;

import dev.freshet.testing.FreshetServer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the status of every node several times a second and remembers what was wrong; tries the
 * revoked token at each, too.
 */
final class StatusWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 250;

  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
  private final Fleet fleet;
  private final Map<FreshetServer, Integer> told = new HashMap<>();

  // Guarded by this.
  private final Set<String> seen = new TreeSet<>();
  private final Set<String> breaches = new TreeSet<>();
  private boolean isOn;

  StatusWatch(Fleet fleet) {
    this.fleet = fleet;
    for (FreshetServer node : fleet.nodes()) {
      told.put(node, tellings(Fleet.status(node)));
      every(() -> look(node));
      every(() -> tryRevoked(node));
    }
  }

  private void every(Runnable task) {
    ScheduledFuture<?> unused =
        clock.scheduleWithFixedDelay(task, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look(FreshetServer node) {
    JsonObject status = Fleet.status(node);
    Set<String> wrong = new TreeSet<>();
    if (status.isEmpty()) {
      wrong.add("no answer");
    } else if (!status.getString("status").equals("up")) {
      wrong.addAll(unhealthy(status));
      wrong.add(status.getString("status"));
    }
    int before = told.getOrDefault(node, 0);
    if (tellings(status) > before) {
      wrong.add("counted");
    }
    synchronized (this) {
      if (isOn) {
        seen.addAll(wrong);
      }
    }
  }

  /** What was counted since the node began: gaps, those told in replays too, and faults. */
  private static int tellings(JsonObject status) {
    int count = status.getInt("gaps", 0) + part(status, "replays").getInt("incomplete", 0);
    for (JsonValue fault : part(part(status, "health"), "faults").values()) {
      count += fault.asJsonObject().getInt("count", 0);
    }
    return count;
  }

  private static Set<String> unhealthy(JsonObject status) {
    Set<String> names = new TreeSet<>();
    JsonObject health = part(status, "health");
    part(health, "services")
        .forEach(
            (name, service) -> {
              String state = service.asJsonObject().getString("state", "");
              if (state.equals("failing") || state.equals("silent")) {
                names.add(name);
              }
            });
    part(health, "faults")
        .forEach(
            (name, fault) -> {
              if (fault.asJsonObject().getBoolean("lasts", false)) {
                names.add(name);
              }
            });
    return names;
  }

  /** The faults that began since the start of a node, whether or not they last. */
  static Set<String> faults(JsonObject status) {
    return new TreeSet<>(part(part(status, "health"), "faults").keySet());
  }

  private static JsonObject part(JsonObject object, String name) {
    JsonObject part = object.getJsonObject(name);
    return part == null ? JsonValue.EMPTY_JSON_OBJECT : part;
  }

  private void tryRevoked(FreshetServer node) {
    Calls.Answer answer = fleet.tryRevoked(node);
    if (answer.isAccepted()) {
      synchronized (this) {
        breaches.add("a revoked token was accepted");
      }
    }
  }

  /** From now on what is wrong is remembered. */
  synchronized void begin() {
    isOn = true;
  }

  /** What was wrong since {@link #begin}, after a last look at each node. */
  Set<String> seen() {
    fleet.nodes().forEach(this::look);
    synchronized (this) {
      return new TreeSet<>(seen);
    }
  }

  /** What must never have happened. */
  synchronized Set<String> breaches() {
    return new TreeSet<>(breaches);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
