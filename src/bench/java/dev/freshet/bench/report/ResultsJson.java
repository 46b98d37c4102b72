package dev.freshet.bench.report;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;

/** All results as JSON. */
public final class ResultsJson {
  private ResultsJson() {}

  /** The results, with facts of the machine. */
  public static JsonObject of(Results results, Map<String, String> machine) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    results.all().forEach(measurement -> all.add(json(measurement)));
    return Json.createObjectBuilder()
        .add("machine", Json.createObjectBuilder(Map.copyOf(machine)))
        .add("absent", Json.createObjectBuilder(Map.copyOf(results.absent())))
        .add("measurements", all)
        .build();
  }

  private static JsonObject json(Measurement measurement) {
    JsonObjectBuilder figures = Json.createObjectBuilder();
    measurement
        .figures()
        .forEach(
            (name, value) -> {
              if (Double.isFinite(value)) {
                figures.add(name, value);
              }
            });
    return Json.createObjectBuilder()
        .add("scenario", measurement.scenario())
        .add("load", measurement.point())
        .add("peer", measurement.peer())
        .add("run", measurement.run())
        .add("figures", figures)
        .add("failures", Json.createArrayBuilder(measurement.failures()))
        .build();
  }
}
