package dev.freshet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Talks to a server's own API with an administrator's token. Bodies may have single quotes. */
public final class AdminApi {
  private final FreshetServer server;

  public AdminApi(FreshetServer server) {
    this.server = server;
  }

  public HttpResponse<String> send(String method, String path, String body) {
    return Publisher.send(
        HttpRequest.newBuilder(server.uri(path))
            .header("Authorization", "Bearer " + Tokens.administrator())
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  /** The answer, which must have that status. */
  public JsonObject send(int status, String method, String path, String body) {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  public JsonObject get(String path) {
    return send(200, "GET", path, "");
  }
}
