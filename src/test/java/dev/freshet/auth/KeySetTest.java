package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.event.TextBounds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {
  private static final JWTClaimsSet CLAIMS =
      new JWTClaimsSet.Builder().claim("mercure", Map.of("publish", List.of("*"))).build();

  /** Of a token that no verifier remembers. */
  private static final JWTClaimsSet UNSEEN_CLAIMS =
      new JWTClaimsSet.Builder(CLAIMS).jwtID("unseen").build();

  /** Keys are read again after half a second, and at once for an unknown one. */
  private static final KeySet.Timings QUICK =
      new KeySet.Timings(
          Duration.ofMillis(500),
          Duration.ofMillis(200),
          Duration.ofMillis(1),
          Duration.ofHours(1));

  private final AtomicInteger reads = new AtomicInteger();
  private volatile String keys = "{}";
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    reads.incrementAndGet();
    byte[] body = keys.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private TokenVerifier verifier(String algorithm, KeySet.Timings timings) {
    URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/jwks");
    return new TokenVerifier(
        new KeySet(TokenAlgorithm.of(algorithm), address, timings),
        Duration.ZERO,
        TextBounds.DEFAULT);
  }

  private static String set(String... jwks) {
    return "{\"keys\":[" + String.join(",", jwks) + "]}";
  }

  private static void assertTaken(TokenVerifier verifier, String token)
      throws InvalidTokenException {
    assertThat(verifier.verify(token).publish()).hasSize(1);
  }

  private static void assertRefused(TokenVerifier verifier, String token) {
    assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidTokenException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS512", "ES256", "ES512", "EdDSA"})
  void token_signedByAKeyOfTheSet_isTaken(String algorithm) throws Exception {
    SigningKey key = SigningKey.of(algorithm);
    keys = set(SigningKey.of("RS256").jwk("other"), key.jwk("one"));
    TokenVerifier verifier = verifier(algorithm, QUICK);

    assertTaken(verifier, key.sign("one", CLAIMS));
    assertTaken(verifier, key.sign(CLAIMS));
    assertRefused(verifier, key.sign("other", CLAIMS));
    assertRefused(verifier, SigningKey.of(algorithm).sign("one", CLAIMS));
  }

  @Test
  void token_ofAnotherAlgorithmThanTheSettings_isRefused() throws Exception {
    SigningKey key = SigningKey.of("RS256");
    keys = set(key.jwk("one"));

    assertRefused(verifier("PS256", QUICK), key.sign("one", CLAIMS));
  }

  @Test
  void token_signedByAWeakKeyOrOneOfAnotherCurve_isRefused() throws Exception {
    SigningKey wrong = SigningKey.of("ES384");
    keys = set(wrong.jwk("wrong"), SigningKey.rsa("RS256", 1024).jwk("weak"));

    assertRefused(verifier("ES256", QUICK), wrong.sign("wrong", CLAIMS));
    assertThat(
            new KeySet(
                    TokenAlgorithm.RS256,
                    URI.create("http://localhost:" + server.getAddress().getPort()),
                    QUICK)
                .selectJWSKeys(new JWSHeader(JWSAlgorithm.RS256), null))
        .isEmpty();
  }

  @Test
  void newKey_ofASetThatIsKept_isReadAtOnce() throws Exception {
    SigningKey first = SigningKey.of("ES256");
    SigningKey second = SigningKey.of("ES256");
    keys = set(first.jwk("1"));
    TokenVerifier verifier =
        verifier(
            "ES256",
            new KeySet.Timings(
                Duration.ofHours(1), QUICK.patience(), Duration.ofMinutes(1), QUICK.outage()));
    assertTaken(verifier, first.sign("1", CLAIMS));
    assertTaken(verifier, first.sign("1", CLAIMS));
    assertThat(reads).hasValue(1);

    keys = set(second.jwk("2"));

    assertTaken(verifier, second.sign("2", CLAIMS));
    assertRefused(verifier, first.sign("1", UNSEEN_CLAIMS));
    assertRefused(verifier, second.sign("3", CLAIMS));
    assertThat(reads).as("two in a minute are enough").hasValue(2);
  }

  @Test
  void outage_afterTheKeysWereRead_isTolerated() throws Exception {
    SigningKey key = SigningKey.of("ES256");
    keys = set(key.jwk("1"));
    TokenVerifier verifier = verifier("ES256", QUICK);
    assertTaken(verifier, key.sign("1", CLAIMS));

    keys = "out of order";

    await()
        .untilAsserted(
            () -> {
              assertTaken(verifier, key.sign("1", CLAIMS));
              assertThat(reads).hasValueGreaterThan(1);
            });
  }

  @Test
  void outage_beforeTheKeysWereRead_refusesTokensUntilItEnds() throws Exception {
    SigningKey key = SigningKey.of("ES256");
    keys = "out of order";
    TokenVerifier verifier = verifier("ES256", QUICK);
    assertRefused(verifier, key.sign("1", CLAIMS));

    keys = set(key.jwk("1"));

    await().ignoreExceptions().untilAsserted(() -> assertTaken(verifier, key.sign("1", CLAIMS)));
  }

  @Test
  void file_thatChanges_isReadAgain(@TempDir Path directory) throws Exception {
    SigningKey first = SigningKey.of("EdDSA");
    SigningKey second = SigningKey.of("EdDSA");
    Path file = Files.writeString(directory.resolve("keys.json"), set(first.jwk("1")));
    TokenVerifier verifier =
        new TokenVerifier(
            new TokenTrust(TokenAlgorithm.EDDSA, List.of(), file.toUri()),
            Duration.ZERO,
            TextBounds.DEFAULT);
    assertTaken(verifier, first.sign("1", CLAIMS));

    Files.writeString(file, set(second.jwk("2")));

    assertTaken(verifier, second.sign("2", CLAIMS));
    assertRefused(verifier, first.sign("1", UNSEEN_CLAIMS));
  }
}
