package dev.freshet.showcase.uptime;

import dev.freshet.event.Event;
import dev.freshet.event.ReservedTopics;
import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A finished check, possibly of several attempts, of which the last one counts.
 *
 * @param attempts how many it took
 * @param node the node that performed it
 * @param time when it was finished, in milliseconds since 1970
 */
record Check(Target target, Outcome outcome, int attempts, String node, long time) {
  /** The first topic of all events of the feed, and the type of a check's event. */
  static final String TOPIC = "uptime";

  /** The type of an event that reports a target's change of state. */
  static final String CHANGE = "uptime-change";

  /**
   * The topic on which nodes tell each other of checks. It is reserved, so that nobody else can
   * write into a target's history.
   */
  static final String BETWEEN_NODES = ReservedTopics.PATH + "/uptime-checks";

  Event event() {
    return on(target).topic(BETWEEN_NODES).type(TOPIC).data(json().toString()).build();
  }

  JsonObject json() {
    return Json.createObjectBuilder()
        .add("id", target.id())
        .add("name", target.name())
        .add("up", outcome.isUp())
        .add("latencyMillis", orNull(outcome.latencyMillis()))
        .add("detail", outcome.detail())
        .add("status", orNull(outcome.status()))
        .add("daysLeft", orNull(outcome.daysLeft()))
        .add("attempts", attempts)
        .add("node", node)
        .add("time", time)
        .build();
  }

  /** Returns the event that reports the change of state found by this check. */
  Event change(State before) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", target.id())
            .add("name", target.name())
            .add("from", before.word())
            .add("to", State.since(outcome.isUp(), time).word())
            .add("since", time);
    if (outcome.isUp() && Boolean.FALSE.equals(before.isUp())) {
      json.add("downForMillis", Math.max(0, time - before.since()));
    } else {
      json.addNull("downForMillis");
    }
    json.add("detail", outcome.detail());
    return on(target).type(CHANGE).data(json.build().toString()).build();
  }

  private static Event.Builder on(Target target) {
    return Event.on(TOPIC).topic(TOPIC + "/" + target.id()).isPrivate(target.isPrivate());
  }

  private static JsonValue orNull(@Nullable Number number) {
    if (number == null) {
      return JsonValue.NULL;
    }
    return number instanceof Integer whole
        ? Json.createValue(whole)
        : Json.createValue(number.doubleValue());
  }
}
