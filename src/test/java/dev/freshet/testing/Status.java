package dev.freshet.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;

/** What a server's status answer says at one moment. */
public final class Status {
  private final JsonObject answer;

  private Status(JsonObject answer) {
    this.answer = answer;
  }

  public static Status of(FreshetServer server) {
    String body = Publisher.get(server.uri("/api/status")).body();
    return new Status(Json.createReader(new StringReader(body)).readObject());
  }

  public int number(String name) {
    return answer.getInt(name);
  }

  public String text(String name) {
    return answer.getString(name);
  }

  /** How many streams ended for this reason. */
  public int closed(String reason) {
    return answer.getJsonObject("closed").getInt(reason);
  }

  /** How many streams ended. */
  public int closed() {
    JsonObject closed = answer.getJsonObject("closed");
    return closed.keySet().stream().mapToInt(closed::getInt).sum();
  }

  public JsonObject part(String name) {
    return answer.getJsonObject(name);
  }

  @Override
  public String toString() {
    return answer.toString();
  }
}
