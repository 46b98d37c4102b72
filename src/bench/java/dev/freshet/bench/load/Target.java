package dev.freshet.bench.load;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * The server under load.
 *
 * @param dialect how it wants to be spoken to
 * @param ports of the loopback interface; streams and publishers go to them in turn
 * @param token for publishers; may be empty
 * @param readers threads that read the streams
 */
public record Target(Dialect dialect, List<Integer> ports, String token, int readers) {
  public Target {
    ports = List.copyOf(ports);
  }

  int portFor(int number) {
    return ports.get(number % ports.size());
  }

  public JsonObject toJson() {
    JsonArrayBuilder numbers = Json.createArrayBuilder();
    ports.forEach(numbers::add);
    return Json.createObjectBuilder()
        .add("dialect", dialect.name())
        .add("ports", numbers)
        .add("token", token)
        .add("readers", readers)
        .build();
  }

  static Target of(JsonObject json) {
    return new Target(
        Dialect.valueOf(json.getString("dialect")),
        json.getJsonArray("ports").getValuesAs(JsonNumber::intValue),
        json.getString("token"),
        json.getInt("readers"));
  }
}
