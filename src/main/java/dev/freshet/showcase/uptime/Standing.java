package dev.freshet.showcase.uptime;

import dev.freshet.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This node's knowledge of one target. Thread-safe. */
public final class Standing {
  /** How many latencies the page draws. */
  private static final int LATENCIES = 60;

  // Guarded by this.
  private final Timeline timeline = new Timeline();
  private final Deque<JsonArray> latencies = new ArrayDeque<>();
  private State state = State.UNKNOWN;
  private @Nullable JsonObject last;
  private boolean hasNews;

  /**
   * The stored part of a standing.
   *
   * @param spans oldest first; the last one is open
   */
  record Kept(State state, List<Span> spans) {}

  /** Records a check by this node or another. */
  synchronized void take(JsonObject check, Duration patience) {
    boolean isUp = check.getBoolean("up");
    JsonNumber time = check.getJsonNumber("time");
    state = state.after(isUp, time.longValue());
    last = check;
    String reason = isUp ? "" : check.getString("detail");
    hasNews |= timeline.observe(time.longValue(), isUp, reason, patience);
    if (latencies.size() == LATENCIES) {
      latencies.removeFirst();
    }
    latencies.addLast(Json.createArrayBuilder().add(time).add(check.get("latencyMillis")).build());
  }

  /** Merges what was stored, except for what was heard since. */
  synchronized void merge(Kept kept, Duration patience) {
    timeline.merge(kept.spans(), patience);
    boolean heardNothing = state.isUp() == null;
    boolean isSame = state.isUp() != null && state.isUp().equals(kept.state().isUp());
    if (heardNothing || (isSame && kept.state().since() < state.since())) {
      state = kept.state();
    }
  }

  synchronized State state() {
    return state;
  }

  /** Returns the closed spans if there are more than at the last call, else null. */
  synchronized @Nullable List<Span> news() {
    boolean had = hasNews;
    hasNews = false;
    return had ? timeline.closed() : null;
  }

  /** Whether {@link #news} would return any. */
  synchronized boolean hasNews() {
    return hasNews;
  }

  /** Makes {@link #news} return them again, because they could not be stored. */
  synchronized void tellAgain() {
    hasNews = true;
  }

  /** Returns the open span, or null before the first check. */
  synchronized @Nullable Span open() {
    return timeline.open();
  }

  /** Returns everything known, for the API. */
  synchronized JsonObjectBuilder report(long now) {
    JsonArrayBuilder recent = Json.createArrayBuilder();
    latencies.forEach(recent::add);
    return Json.createObjectBuilder()
        .add("state", state.word())
        .add("since", state.isUp() == null ? JsonValue.NULL : Json.createValue(state.since()))
        .add("last", last == null ? JsonValue.NULL : last)
        .add(
            "availability",
            Json.createObjectBuilder()
                .add("1h", report(timeline.availability(now, Duration.ofHours(1))))
                .add("24h", report(timeline.availability(now, Duration.ofDays(1))))
                .add("7d", report(timeline.availability(now, Duration.ofDays(7)))))
        .add("latencies", recent);
  }

  private static JsonObjectBuilder report(Availability availability) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    availability
        .ratio()
        .ifPresentOrElse(ratio -> json.add("ratio", ratio), () -> json.addNull("ratio"));
    return json.add("upSeconds", availability.up().toSeconds())
        .add("knownSeconds", availability.known().toSeconds());
  }

  /** Returns when the target was up or down since a time, oldest first. */
  synchronized List<Span> spans(long from) {
    return timeline.since(from);
  }
}
