package dev.freshet.testing;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Asks a server about its targets, and tells it which there are. */
public final class UptimeApi {
  private static final String TARGETS = "/api/uptime/targets";

  private final FreshetServer server;

  public UptimeApi(FreshetServer server) {
    this.server = server;
  }

  /** A request with a token, or without one if that is empty. */
  public HttpResponse<String> send(String method, String path, String body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    return Publisher.send(
        token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> asAdministrator(String method, String path, String body) {
    return send(method, path, body, Tokens.administrator());
  }

  public HttpResponse<String> post(String target) {
    return asAdministrator("POST", TARGETS, target);
  }

  public HttpResponse<String> put(String id, String target) {
    return asAdministrator("PUT", TARGETS + "/" + id, target);
  }

  public HttpResponse<String> get(String id) {
    return asAdministrator("GET", TARGETS + "/" + id, "");
  }

  public HttpResponse<String> list() {
    return asAdministrator("GET", TARGETS, "");
  }

  public HttpResponse<String> delete(String id) {
    return asAdministrator("DELETE", TARGETS + "/" + id, "");
  }

  /** What everybody may see of a target; empty if that is nothing. */
  public JsonObject report(String id) {
    String body = Publisher.get(server.uri("/api/uptime")).body();
    return Json.createReader(new StringReader(body))
        .readObject()
        .getJsonArray("targets")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(target -> target.getString("id").equals(id))
        .findAny()
        .orElse(JsonValue.EMPTY_JSON_OBJECT);
  }
}
