package dev.freshet.mercure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.AdminApi;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.RedisServer;
import dev.freshet.testing.SignInForm;
import dev.freshet.testing.Status;
import dev.freshet.testing.Tokens;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Revocations that a node cannot read, or that its store has lost. */
class RevocationFailClosedIT {
  private static final String API = "/api/revocations";
  private static final String REVOKED = Tokens.ofSubject("mallory");

  @TempDir private Path data;

  private static HttpResponse<String> publish(FreshetServer server, String token) {
    return Publisher.send(
        HttpRequest.newBuilder(server.uri("/.well-known/mercure"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("topic=t")));
  }

  private static void revoke(FreshetServer server, String subject) {
    HttpResponse<String> answer =
        new AdminApi(server).send("POST", API, "{'subject':'" + subject + "'}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static String fault(FreshetServer server, String name) {
    return String.valueOf(
        Status.of(server).part("health").getJsonObject("faults").getJsonObject(name));
  }

  private static void assertRefused(FreshetServer server) {
    for (String token : new String[] {REVOKED, Tokens.publisher("*"), Tokens.administrator()}) {
      HttpResponse<String> answer = publish(server, token);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("does not know which tokens are revoked");
    }
    assertThat(new AdminApi(server).send("GET", API, "").statusCode()).isEqualTo(503);
    try (RawStream anonymous =
        RawStream.open(server.uri("/.well-known/mercure?topic=t"), Map.of())) {
      await().until(() -> anonymous.status() == 200);
    }
  }

  /** Garbage over a record in the middle. */
  private void garble() throws IOException {
    Path file = data.resolve("revocations.store");
    byte[] bytes = Files.readAllBytes(file);
    int at = new String(bytes, ISO_8859_1).indexOf("mallory");
    assertThat(at).isPositive();
    bytes[at] = '!';
    Files.write(file, bytes);
  }

  @Test
  void damagedRevocations_acceptNoToken_untilSomebodyAcceptsTheLoss() throws IOException {
    Map<String, String> settings =
        Map.of("FRESHET_DATA", data.toString(), "FRESHET_ADMIN_PASSWORD", SignInForm.PASSWORD);
    try (FreshetServer server = FreshetServer.start(settings)) {
      revoke(server, "mallory");
      revoke(server, "eve");
      assertThat(publish(server, REVOKED).statusCode()).isEqualTo(401);
      assertSecondDoesNotStart(settings);
      server.kill();
      garble();
      server.restart();

      assertRefused(server);
      assertThat(Status.of(server).text("status")).isEqualTo("degraded");
      assertThat(fault(server, "revocations-damaged"))
          .contains("record 1, at byte 80")
          .contains("revocations.store.damaged-1");

      Files.delete(data.resolve("revocations.store.damaged-1"));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> publish(server, Tokens.publisher("*")).statusCode() == 200);
      assertThat(publish(server, Tokens.ofSubject("eve")).statusCode()).isEqualTo(401);
      await().until(() -> fault(server, "revocations-damaged").contains("\"lasts\":false"));
    }
  }

  private static void assertSecondDoesNotStart(Map<String, String> settings) {
    assertThatThrownBy(() -> FreshetServer.start(settings))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is in use by another node (process ");
  }

  /** Empties Redis, and waits until the node has written back what it knows; then adds garbage. */
  private static void emptyAndGarble(RedisServer redis) {
    try (Jedis jedis = new Jedis(redis.url())) {
      String unused = jedis.flushAll();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  jedis.hlen("{freshet}:store:revocations") == 2
                      && jedis.hlen("{freshet}:store:administrators") == 2);
      assertThat(jedis.hset("{freshet}:store:revocations", "SUBJECT x", "{")).isEqualTo(1);
    }
  }

  private static void removeGarbage(RedisServer redis) {
    try (Jedis jedis = new Jedis(redis.url())) {
      assertThat(jedis.hdel("{freshet}:store:revocations", "SUBJECT x")).isEqualTo(1);
    }
  }

  @Test
  void redisThatIsEmptied_liftsNothing_andOneThatIsAwayOrGarbledAcceptsNothing() {
    try (RedisServer redis = RedisServer.startDurable();
        FreshetServer server =
            FreshetServer.start(Map.of("FRESHET_REDIS_URL", redis.url().toString()))) {
      revoke(server, "mallory");
      emptyAndGarble(redis);
      assertThat(publish(server, REVOKED).statusCode()).isEqualTo(401);
      assertThat(server.output()).filteredOn(line -> line.contains("first time:")).hasSize(1);

      redis.kill();
      server.kill();
      server.restart();
      assertRefused(server);
      assertThat(fault(server, "revocations-unknown")).contains("\"lasts\":true");
      redis.restart();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> fault(server, "revocations-not-understood").contains("\"lasts\":true"));
      assertRefused(server);
      removeGarbage(redis);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> publish(server, Tokens.publisher("*")).statusCode() == 200);
      assertThat(publish(server, REVOKED).statusCode()).isEqualTo(401);
      await().until(() -> fault(server, "revocations-unknown").contains("\"lasts\":false"));
    }
  }

  @Test
  void damagedPassword_isNotReplacedByAnother() throws IOException {
    Map<String, String> settings = Map.of("FRESHET_DATA", data.toString());
    try (FreshetServer server = FreshetServer.start(settings)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> server.output().stream().anyMatch(line -> line.contains("first time:")));
      server.kill();
      Path file = data.resolve("administrators.store");
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 1] ^= (byte) 1;
      Files.write(file, bytes);
      server.restart();

      HttpResponse<String> answer =
          new SignInForm(server, "/", "192.0.2.1").enter("admin", "whatever it was");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(server.output()).filteredOn(line -> line.contains("first time:")).hasSize(1);
      assertThat(fault(server, "administrators-damaged")).contains("\"lasts\":true");
    }
  }
}
