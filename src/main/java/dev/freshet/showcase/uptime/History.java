package dev.freshet.showcase.uptime;

import dev.freshet.json.Json;
import dev.freshet.showcase.uptime.Standing.Kept;
import dev.freshet.store.Store;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The history of the targets in the store. Closed spans are stored under the target's id; open
 * ones, which grow all the time, are all in one text, so that storing them is one write.
 * Thread-safe.
 */
final class History {
  private static final Logger LOG = System.getLogger(History.class.getName());
  private static final String SECTION = "uptime-history";
  private static final String NO_SPANS = "{\"spans\":[]}";

  /** No target can have this id. */
  private static final String OPEN = ".open";

  private final Store store;

  History(Store store) {
    this.store = store;
  }

  /**
   * The result of reading.
   *
   * @param all histories by target
   * @param damaged the keys of texts that are not a history
   */
  record Read(Map<String, Kept> all, Set<String> damaged) {}

  /**
   * Reads everything stored. A damaged text does not affect the others. May block.
   *
   * @throws dev.freshet.store.StoreUnavailableException when it cannot be read now
   */
  Read read() {
    Map<String, String> texts = new HashMap<>(store.read(SECTION));
    Set<String> damaged = new TreeSet<>();
    JsonObject open = open(texts.remove(OPEN), damaged);
    Map<String, Kept> all = new HashMap<>();
    for (String id : open.keySet()) {
      texts.putIfAbsent(id, NO_SPANS);
    }
    texts.forEach(
        (id, text) -> {
          try {
            all.put(id, kept(object(text).getJsonArray("spans"), open.getJsonObject(id)));
          } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What is kept of " + id + " is no history.", e);
            damaged.add(id);
          }
        });
    return new Read(all, damaged);
  }

  private static JsonObject open(@Nullable String text, Set<String> damaged) {
    try {
      return text == null ? JsonValue.EMPTY_JSON_OBJECT : object(text);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is kept of the states of the targets is damaged.", e);
      damaged.add(OPEN);
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  private static JsonObject object(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static Kept kept(JsonArray closed, @Nullable JsonObject open) {
    List<Span> spans = new ArrayList<>();
    closed.forEach(span -> spans.add(span(span.asJsonArray())));
    Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    Span going = open == null ? null : span(open.getJsonArray("span"));
    // The closed spans may have been stored later, in which case the open one is among them.
    if (open != null && going != null && (last == null || going.to() > last.to())) {
      spans.add(going);
      return new Kept(State.since(going.isUp(), open.getJsonNumber("since").longValue()), spans);
    }
    return new Kept(last == null ? State.UNKNOWN : State.since(last.isUp(), last.from()), spans);
  }

  private static Span span(JsonArray text) {
    return new Span(
        text.getJsonNumber(0).longValue(),
        text.getJsonNumber(1).longValue(),
        text.getInt(2) == 1,
        text.size() > 3 ? text.getString(3) : "");
  }

  private static JsonArrayBuilder text(Span span) {
    JsonArrayBuilder text =
        Json.createArrayBuilder().add(span.from()).add(span.to()).add(span.isUp() ? 1 : 0);
    return span.reason().isEmpty() ? text : text.add(span.reason());
  }

  /** Stores the closed spans of one target. May block for as long as a disk takes. */
  CompletionStage<Void> keepClosed(String id, List<Span> spans) {
    JsonArrayBuilder texts = Json.createArrayBuilder();
    spans.forEach(span -> texts.add(text(span)));
    String text = Json.createObjectBuilder().add("spans", texts).build().toString();
    return store.put(SECTION, id, text);
  }

  /** Stores the open spans of all targets. Otherwise like {@link #keepClosed}. */
  CompletionStage<Void> keepOpen(Map<String, Standing> standings) {
    JsonObjectBuilder all = Json.createObjectBuilder();
    standings.forEach(
        (id, standing) -> {
          Span open = standing.open();
          if (open != null) {
            all.add(
                id,
                Json.createObjectBuilder()
                    .add("span", text(open))
                    .add("since", standing.state().since()));
          }
        });
    return store.put(SECTION, OPEN, all.build().toString());
  }

  /** Deletes a target's history. Otherwise like {@link #keepClosed}. */
  CompletionStage<Void> forget(String id) {
    return store.remove(SECTION, id);
  }
}
