package dev.freshet.showcase.uptime;

import dev.freshet.event.Event;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Targets and what is read of events, for tests. */
final class Samples {
  private Samples() {}

  static Target target(String id) {
    return target(id, Duration.ofSeconds(10));
  }

  static Target target(String id, Duration interval) {
    return target(id, interval, 1);
  }

  static Target target(String id, Duration interval, int retries) {
    return new Target(
        id,
        "Target " + id,
        new Goal.Tcp(new HostPort("localhost", 1)),
        interval,
        interval.dividedBy(2),
        retries,
        /* isPrivate= */ false);
  }

  static Map<String, Target> all(Target... targets) {
    Map<String, Target> all = new TreeMap<>();
    for (Target target : targets) {
      all.put(target.id(), target);
    }
    return all;
  }

  static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  static JsonObject data(Event event) {
    return json(event.data());
  }
}
