package dev.freshet.showcase.uptime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks over real connections. */
class ChecksTest {
  /** Long enough for any answer that comes. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
  private final Checks checks = new Checks(threads, timers, InstantSource.system());
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer web;

  @BeforeEach
  void start() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.setExecutor(threads);
    web.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    web.stop(0);
    threads.shutdownNow();
    timers.shutdownNow();
  }

  private void page(String path, HttpHandler handler) {
    web.createContext(path, handler);
  }

  private static HttpHandler answer(int status, String body) {
    return exchange -> send(exchange, status, body);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + web.getAddress().getPort() + path);
  }

  private Outcome get(URI url, @Nullable String text, boolean followRedirects) throws Exception {
    return check(new Goal.Http(url, StatusRange.SUCCESS, text, followRedirects));
  }

  private Outcome get(String path) throws Exception {
    return get(uri(path), null, /* followRedirects= */ false);
  }

  private Outcome check(Goal goal) throws Exception {
    return check(goal, PATIENCE);
  }

  private Outcome check(Goal goal, Duration timeout) throws Exception {
    Target target =
        new Target("t", "T", goal, Duration.ofMinutes(1), timeout, 0, /* isPrivate= */ false);
    return checks.check(target).toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private void assertLate(Goal goal) throws Exception {
    Outcome outcome = check(goal, Duration.ofMillis(1500));

    assertThat(outcome.isUp()).isFalse();
    assertThat(outcome.detail()).isEqualTo("No answer within 1.5 s.");
    assertThat(outcome.latencyMillis()).isNull();
  }

  private static Goal page(URI url) {
    return new Goal.Http(url, StatusRange.SUCCESS, null, /* followRedirects= */ false);
  }

  @Test
  void page_withTheStatusAndTheText_isUp() throws Exception {
    page("/", answer(200, "Welcome, Zoë"));

    Outcome outcome = get(uri("/"), "Zoë", /* followRedirects= */ false);

    assertThat(outcome.isUp()).isTrue();
    assertThat(outcome.status()).isEqualTo(200);
    assertThat(outcome.detail()).isEqualTo("Answered 200.");
    assertThat(outcome.latencyMillis()).isPositive();
  }

  @Test
  void page_withAnotherStatusOrWithoutTheText_isDown() throws Exception {
    page("/", answer(200, "Sorry"));
    page("/broken", answer(503, ""));

    Outcome without = get(uri("/"), "Welcome", /* followRedirects= */ false);
    assertThat(without.isUp()).isFalse();
    assertThat(without.detail()).contains("without the text");
    Outcome broken = get("/broken");
    assertThat(broken.isUp()).isFalse();
    assertThat(broken.detail()).isEqualTo("Answered 503, not 200-299.");
  }

  @Test
  void redirect_isFollowedOnlyIfThatIsWanted() throws Exception {
    page("/", answer(200, "here"));
    page(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/");
          send(exchange, 302, "");
        });

    assertThat(get("/moved").status()).isEqualTo(302);
    assertThat(get(uri("/moved"), "here", /* followRedirects= */ true).isUp()).isTrue();
  }

  @Test
  void page_thatHangs_isDownWhenTheTimeIsOver() throws Exception {
    page("/", exchange -> await());

    assertLate(page(uri("/")));
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void page_whoseBodyNeverEnds_isDownWhenTheTimeIsOver() throws Exception {
    page(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          await();
        });

    assertLate(page(uri("/")));
  }

  @Test
  void page_ofAnySize_isReadForAMiBOnly() throws Exception {
    byte[] part = new byte[64 * 1024];
    page(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (over.getCount() > 0) {
              exchange.getResponseBody().write(part);
            }
          } finally {
            exchange.close();
          }
        });

    assertThat(get("/").detail()).isEqualTo("Answered 200.");
  }

  @Test
  void nobodyListens_isDown() throws Exception {
    URI gone = uri("/");
    HostPort port = new HostPort("localhost", web.getAddress().getPort());
    web.stop(0);

    assertThat(get(gone, null, /* followRedirects= */ false).detail()).startsWith("No connection");
    assertThat(check(new Goal.Tcp(port)).detail()).startsWith("No connection");
    assertThat(check(new Goal.Tls(port, 1)).detail()).startsWith("No connection");
  }

  @Test
  void nameThatNobodyKnows_isDownAndNotRepeatedToTheWorld() throws Exception {
    Outcome outcome = check(new Goal.Tcp(new HostPort("no-such-host.invalid", 80)));

    assertThat(outcome.isUp()).isFalse();
    assertThat(outcome.detail()).doesNotContain("invalid");
    assertThat(
            get(URI.create("http://no-such-host.invalid/"), null, /* followRedirects= */ false)
                .detail())
        .doesNotContain("invalid");
  }

  @Test
  void port_thatAcceptsConnections_isUp() throws Exception {
    Outcome outcome = check(new Goal.Tcp(new HostPort("localhost", web.getAddress().getPort())));

    assertThat(outcome.isUp()).isTrue();
    assertThat(outcome.latencyMillis()).isPositive();
  }

  @Test
  void tls_withAPeerThatIsSilent_isDownWhenTheTimeIsOver() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertLate(new Goal.Tls(new HostPort("localhost", silent.getLocalPort()), 1));
    }
  }

  @Test
  void certificate_selfSigned_isReadAndSaidToBeUntrusted(@TempDir Path directory) throws Exception {
    try (ServerSocket server = tls(directory, "-validity", "20")) {
      HostPort address = new HostPort("localhost", server.getLocalPort());

      Outcome enough = check(new Goal.Tls(address, 10));
      assertThat(enough.isUp()).isTrue();
      assertThat(enough.daysLeft()).isEqualTo(19);
      assertThat(enough.detail())
          .isEqualTo("The certificate is valid for 19 more days. It is not trusted.");
      Outcome soon = check(new Goal.Tls(address, 30));
      assertThat(soon.isUp()).isFalse();
      assertThat(soon.daysLeft()).isEqualTo(19);
      assertThat(soon.detail()).contains("fewer than 30");
    }
  }

  @Test
  void certificate_thatHasExpired_isDown(@TempDir Path directory) throws Exception {
    try (ServerSocket server = tls(directory, "-startdate", "-10d", "-validity", "5")) {
      Outcome outcome = check(new Goal.Tls(new HostPort("localhost", server.getLocalPort()), 0));

      assertThat(outcome.isUp()).isFalse();
      assertThat(outcome.daysLeft()).isNegative();
      assertThat(outcome.detail()).startsWith("The certificate has expired.");
    }
  }

  @Test
  void https_withACertificateThatIsNotTrusted_isDown(@TempDir Path directory) throws Exception {
    try (ServerSocket server = tls(directory, "-validity", "20")) {
      URI url = URI.create("https://localhost:" + server.getLocalPort() + "/");

      assertThat(get(url, null, /* followRedirects= */ false).detail())
          .isEqualTo("The certificate is not trusted.");
    }
  }

  /** Shakes hands with everybody, with a certificate made just now. */
  private ServerSocket tls(Path directory, String... validity) throws Exception {
    Path file = directory.resolve("identity.p12");
    keytool(file, validity);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    ServerSocket server =
        context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(server));
    return server;
  }

  private static void keytool(Path file, String... validity) throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            tool,
            "-genkeypair",
            "-alias",
            "a",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD));
    builder.command().addAll(List.of(validity));
    int status =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectErrorStream(true)
            .start()
            .waitFor();
    assertThat(status).isZero();
  }

  private static void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().read();
      } catch (IOException e) {
        // The client has seen enough, or the test is over.
      }
    }
  }
}
