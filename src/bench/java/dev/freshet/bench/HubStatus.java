package dev.freshet.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** What Freshet says of the streams that it has closed. */
final class HubStatus {
  private HubStatus() {}

  /** Adds how many were closed for each reason, if there are any, as {@code closed.REASON}. */
  static void addClosed(int port, Map<String, Double> figures) {
    JsonObject closed = status(port).getJsonObject("closed");
    for (String reason : closed.keySet()) {
      if (closed.getInt(reason) > 0) {
        figures.merge("closed." + reason, (double) closed.getInt(reason), Double::sum);
      }
    }
  }

  private static JsonObject status(int port) {
    URI uri = URI.create("http://localhost:" + port + "/api/status");
    try {
      return read(
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
