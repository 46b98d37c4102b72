package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.StrictServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which of the people who want a name from one address are counted. */
@ExtendWith(StrictServer.class)
class SignUpLimitHardeningIT {
  /** The default of FRESHET_SOCIAL_SIGN_UP_RATE. */
  private static final int PEOPLE = 5;

  private static int signUp(FreshetServer server, String name) {
    return Publisher.send(
            HttpRequest.newBuilder(server.uri("/api/social/people"))
                .header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-Forwarded-For", "2001:db8:7:7::1")
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\"}")))
        .statusCode();
  }

  private static String free() {
    return "n" + UUID.randomUUID().toString().substring(0, 12);
  }

  @Test
  void signUp_thatIsRefused_isNotCounted(FreshetServer server) {
    String taken = free();
    assertThat(signUp(server, taken)).isEqualTo(201);
    for (int i = 0; i < PEOPLE; i++) {
      assertThat(signUp(server, taken)).isEqualTo(409);
      assertThat(signUp(server, "Adm1n")).isEqualTo(409);
      assertThat(signUp(server, "a b")).isEqualTo(400);
    }

    for (int i = 1; i < PEOPLE; i++) {
      assertThat(signUp(server, free())).isEqualTo(201);
    }
    assertThat(signUp(server, free())).isEqualTo(429);
  }
}
