package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.StrictServer;
import dev.freshet.testing.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The status codes of the reference hub, where they are not those of the specification. */
@ExtendWith(StrictServer.class)
class ReferenceStatusIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static HttpResponse<String> publish(
      FreshetServer server, String type, String form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(HUB))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(form));
    return Publisher.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static void assertStatus(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status);
  }

  @Test
  void tokenWithoutTheRight_is401(FreshetServer server) {
    String bearer = "Bearer " + Tokens.publisher("other");

    assertStatus(publish(server, FORM, "topic=t", "Authorization", bearer), 401);
    assertStatus(publish(server, FORM, "topic=t"), 401);
  }

  @Test
  void reservedTopic_is403(FreshetServer server) {
    String bearer = "Bearer " + Tokens.publisher("*");
    String form = "topic=%2F.well-known%2Fmercure%2Fx";

    assertStatus(publish(server, FORM, form, "Authorization", bearer), 403);
  }

  @Test
  void bodyOfAnotherType_is400(FreshetServer server) {
    String bearer = "Bearer " + Tokens.publisher("*");

    assertStatus(publish(server, "text/plain", "topic=t", "Authorization", bearer), 400);
  }

  @Test
  void streamWithoutATokenWhereOneIsNeeded_is401(FreshetServer server) {
    assertStatus(Publisher.get(server.uri(HUB + "?topic=t")), 401);
  }

  @Test
  void subscriptions_whereTheyAreOff_are404(FreshetServer server) {
    assertStatus(Publisher.get(server.uri(HUB + "/subscriptions")), 404);
  }
}
