package dev.freshet.schedule;

import dev.freshet.json.Json;
import dev.freshet.schedule.Progress.Last;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Reads and writes progress as JSON, for the store and the API. */
final class ProgressJson {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double THOUSANDTHS = 1000;

  private ProgressJson() {}

  static String write(Progress progress) {
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("created", progress.created().toString())
            .add("handled", progress.handled().toString())
            .add("runs", progress.runs())
            .add("missed", progress.missed())
            .add("history", history(progress.history()));
    Last last = progress.last();
    if (last != null) {
      object.add(
          "last",
          Json.createObjectBuilder()
              .add("time", last.time().toString())
              .add("id", last.id())
              .add("data", last.data()));
    }
    return object.build().toString();
  }

  /** Reads the output of {@link #write}; throws a RuntimeException for anything else. */
  static Progress read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonObject object = reader.readObject();
      JsonObject last = object.getJsonObject("last");
      return new Progress(
          Instant.parse(object.getString("created")),
          Instant.parse(object.getString("handled")),
          object.getJsonNumber("runs").longValue(),
          object.getJsonNumber("missed").longValue(),
          last == null
              ? null
              : new Last(
                  Instant.parse(last.getString("time")),
                  last.getString("id"),
                  last.getString("data")),
          object.getJsonArray("history").getValuesAs(JsonObject.class).stream()
              .map(ProgressJson::run)
              .toList());
    }
  }

  static JsonArrayBuilder history(List<Run> runs) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    runs.forEach(run -> array.add(describe(run)));
    return array;
  }

  static JsonObjectBuilder describe(Run run) {
    double millis = run.lateness().toNanos() / NANOS_PER_MILLI;
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("outcome", run.outcome().name().toLowerCase(Locale.ROOT))
            .add("due", run.due().toString())
            .add("latenessMillis", Math.round(millis * THOUSANDTHS) / THOUSANDTHS);
    if (run.eventId() != null) {
      object.add("eventId", run.eventId());
    }
    if (run.detail() != null) {
      object.add("detail", run.detail());
    }
    return object;
  }

  static Run run(JsonObject object) {
    double millis = object.getJsonNumber("latenessMillis").doubleValue();
    return new Run(
        Run.Outcome.valueOf(object.getString("outcome").toUpperCase(Locale.ROOT)),
        Instant.parse(object.getString("due")),
        Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI)),
        object.getString("eventId", null),
        object.getString("detail", null));
  }
}
