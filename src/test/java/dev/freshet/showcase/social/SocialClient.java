package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.UUID;

/** Somebody who uses the API as the page does. Each comes from an address of its own. */
public final class SocialClient {
  private static final Random RANDOM = new Random();

  private final FreshetServer server;
  private final String address =
      "2001:db8:" + Integer.toHexString(RANDOM.nextInt(65_536)) + ":1::" + 1;
  private String cookie = "";
  private String origin;
  private JsonObject person = JsonObject.EMPTY_JSON_OBJECT;

  SocialClient(FreshetServer server) {
    this.server = server;
    this.origin = server.uri("").toString();
  }

  /** Somebody with a name that nobody else has. */
  public static SocialClient joined(FreshetServer server) {
    SocialClient client = new SocialClient(server);
    String name = "p" + UUID.randomUUID().toString().substring(0, 12);
    HttpResponse<String> answer = client.signUp(name);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return client;
  }

  /** The same browser, which a balancer sends to another node. */
  SocialClient at(FreshetServer other) {
    SocialClient same = new SocialClient(other);
    same.cookie = cookie;
    same.person = person;
    return same;
  }

  HttpResponse<String> signUp(String name) {
    String body = Json.createObjectBuilder().add("name", name).build().toString();
    HttpResponse<String> answer = send("POST", "people", body);
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
    if (answer.statusCode() == 201) {
      person = json(answer);
    }
    return answer;
  }

  String id() {
    return person.getString("id");
  }

  String name() {
    return person.getString("name");
  }

  /** As a page of another origin would. */
  void comeFrom(String other) {
    origin = other;
  }

  public HttpResponse<String> post(String text) {
    return send("POST", "posts", Json.createObjectBuilder().add("text", text).build().toString());
  }

  /** Posts, and gives the post. */
  JsonObject posted(String text) {
    HttpResponse<String> answer = post(text);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  HttpResponse<String> send(String method, String path) {
    return send(method, path, "");
  }

  HttpResponse<String> send(String method, String path, String body) {
    return Publisher.send(request(method, path, body));
  }

  HttpRequest.Builder request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri("/api/social/" + path))
            .method(method, BodyPublishers.ofString(body))
            .header("X-Forwarded-For", address);
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return body.isEmpty() ? request : request.header("Content-Type", "application/json");
  }

  static JsonObject json(HttpResponse<String> answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }
}
