package dev.freshet.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** HTTP requests that give up soon: the other end may be frozen, or gone. */
final class Calls {
  /** The status of a request that got no answer. */
  static final int NO_ANSWER = 0;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Calls() {}

  /**
   * What came back.
   *
   * @param status {@link #NO_ANSWER} if nothing did
   */
  record Answer(int status, String body) {
    boolean isAccepted() {
      return status >= 200 && status < 300;
    }

    JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(body))) {
        return reader.readObject();
      }
    }
  }

  static Answer get(URI uri, Duration patience) {
    return send(HttpRequest.newBuilder(uri), patience);
  }

  /** Posts an event to a hub. */
  static Answer publish(URI hub, String token, String topic, String data, Duration patience) {
    return send(form(hub, token, topic, data), patience);
  }

  /** The same under an idempotency key. */
  static Answer publishOnce(URI hub, String token, String topic, String data, String key) {
    return send(
        form(hub, token, topic, data).header("Idempotency-Key", key), Duration.ofSeconds(10));
  }

  private static HttpRequest.Builder form(URI hub, String token, String topic, String data) {
    String form =
        "topic=" + URLEncoder.encode(topic, UTF_8) + "&data=" + URLEncoder.encode(data, UTF_8);
    return HttpRequest.newBuilder(hub)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  /** Sends JSON, in which quotes may be single. */
  static Answer json(String method, URI uri, String token, String body) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.replace('\'', '"'))),
        Duration.ofSeconds(10));
  }

  private static Answer send(HttpRequest.Builder request, Duration patience) {
    try {
      HttpResponse<String> answer =
          CLIENT
              .sendAsync(request.timeout(patience).build(), BodyHandlers.ofString())
              .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
              .join();
      return new Answer(answer.statusCode(), answer.body());
    } catch (CompletionException e) {
      return new Answer(NO_ANSWER, String.valueOf(e.getCause()));
    }
  }
}
