package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client finds the hub, and what the hub says that it wants. */
@ExtendWith(SharedServer.class)
class DiscoveryIT {
  private static final String HUB = "/.well-known/mercure";

  private static String challenge(HttpRequest.Builder request) {
    HttpResponse<String> answer = Publisher.send(request);
    assertThat(answer.statusCode()).isEqualTo(401);
    return answer.headers().firstValue("WWW-Authenticate").orElseThrow();
  }

  private static HttpRequest.Builder publish(FreshetServer server) {
    return HttpRequest.newBuilder(server.uri(HUB))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("topic=t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.xhtml"})
  void page_linksToTheHubOnce(String path, FreshetServer server) {
    HttpResponse<String> page = Publisher.get(server.uri(path));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().allValues("Link")).containsExactly("<" + HUB + ">; rel=\"mercure\"");
  }

  @Test
  void challenge_whereNoTokenWasShown_namesNoError(FreshetServer server) {
    assertThat(challenge(publish(server))).startsWith("Bearer").doesNotContain("error");
    assertThat(challenge(publish(server).header("Authorization", "Basic dTpw")))
        .startsWith("Bearer")
        .doesNotContain("error");
  }

  @Test
  void challenge_whereAWrongTokenWasShown_saysSo(FreshetServer server) {
    assertThat(challenge(publish(server).header("Authorization", "Bearer x")))
        .startsWith("Bearer ")
        .contains("error=\"invalid_token\"");
    for (String address : new String[] {HUB + "?topic=t&", "/stream?"}) {
      assertThat(challenge(HttpRequest.newBuilder(server.uri(address + "authorization=x"))))
          .contains("error=\"invalid_token\"");
    }
  }
}
