package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.SharedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are longer than what a server takes by default. */
@ExtendWith(SharedServer.class)
class LongHeaderHardeningIT {
  private static final String HUB = "/.well-known/mercure?topic=long";

  @ParameterizedTest
  @ValueSource(ints = {8200, 20_000})
  void longToken_isRefusedByTheHub_andTheConnectionGoesOn(int length, FreshetServer server)
      throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest status = HttpRequest.newBuilder(server.uri("/api/status")).build();
    HttpRequest request =
        HttpRequest.newBuilder(server.uri(HUB))
            .header("Authorization", "Bearer " + "a".repeat(length))
            .build();

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(client.send(status, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }
}
