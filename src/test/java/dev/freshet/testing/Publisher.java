package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Publishes over HTTP, and asks for other answers. */
public final class Publisher {
  private static final int MOST_SECONDS = 60;

  /** An offer of HTTP/2 in a request would end its connection. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI hub;
  private final String token = Tokens.publisher("*");

  public Publisher(FreshetServer server) {
    this(server.uri(""));
  }

  /** Publishes to what is at an address without a path: a server, or what stands in front. */
  public Publisher(URI root) {
    hub = root.resolve("/.well-known/mercure");
  }

  /** Publishes and gives the id. */
  public String publish(String topic, String data) {
    HttpResponse<String> answer =
        post(
            "topic=" + URLEncoder.encode(topic, UTF_8) + "&data=" + URLEncoder.encode(data, UTF_8));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Posts a form with a token that may publish everything. */
  public HttpResponse<String> post(String form) {
    return send(
        HttpRequest.newBuilder(hub)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  public static HttpResponse<String> get(URI uri) {
    return send(HttpRequest.newBuilder(uri));
  }

  public static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      // A stream where an answer should be would never end.
      return CLIENT
          .sendAsync(request.build(), BodyHandlers.ofString())
          .orTimeout(MOST_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw new UncheckedIOException(broken);
      }
      throw e;
    }
  }
}
