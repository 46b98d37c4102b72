package dev.freshet.feed.uptime;

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

/** What this node knows of one target. Any thread. */
final class Standing {
  /** The page draws so many. */
  private static final int LATENCIES = 60;

  // Guarded by this.
  private final Timeline timeline = new Timeline();
  private final Deque<JsonArray> latencies = new ArrayDeque<>();
  private State state = State.UNKNOWN;
  private @Nullable JsonObject last;
  private boolean hasNews;

  /**
   * What of a standing is kept.
   *
   * @param spans from the oldest; the last one goes on
   */
  record Kept(State state, List<Span> spans) {}

  /** Takes note of a check, of this node or another. */
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

  /** Takes what was kept for the truth, but for what was heard since. */
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

  /** The spans that are over, if there is one more than when this was last asked; else null. */
  synchronized @Nullable List<Span> news() {
    boolean had = hasNews;
    hasNews = false;
    return had ? timeline.closed() : null;
  }

  /** Whether {@link #news} would give any. */
  synchronized boolean hasNews() {
    return hasNews;
  }

  /** Has {@link #news} give them again: they could not be kept. */
  synchronized void tellAgain() {
    hasNews = true;
  }

  /** The span that goes on, or null before the first check. */
  synchronized @Nullable Span open() {
    return timeline.open();
  }

  /** All of it, for whoever asks. */
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

  /** When it was up and when it was down since a time, from the oldest. */
  synchronized List<Span> spans(long from) {
    return timeline.since(from);
  }
}
