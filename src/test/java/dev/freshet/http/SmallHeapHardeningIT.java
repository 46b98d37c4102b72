package dev.freshet.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.Bystanders;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SignInForm;
import dev.freshet.testing.Strangers;
import dev.freshet.testing.Tokens;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What one stranger does to a hub with a small heap: a hundred other streams are served all the
 * while, whoever publishes gets an answer, and a minute later the heap is where it was.
 */
class SmallHeapHardeningIT {
  private static final String HUB = "/.well-known/mercure";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String HEAP = "-Xmx256m";

  /** What caches, compiled classes and the events of the tests may take. */
  private static final long TOLERANCE = 24L << 20;

  private static FreshetServer server;
  private static long usual;
  private Bystanders bystanders;

  @BeforeAll
  static void start() {
    server = FreshetServer.start(Map.of("JAVA_OPTS", HEAP + " -XX:+UseG1GC"));
    // What is made once, such as the pages, is not what a stranger leaves behind.
    for (String path : List.of("/", "/signin.xhtml", "/api/status")) {
      assertThat(Publisher.get(server.uri(path)).statusCode()).isEqualTo(200);
    }
    usual = Bystanders.usedHeap(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void serve() {
    bystanders = new Bystanders(server);
  }

  @AfterEach
  void end() {
    bystanders.close();
  }

  private void assertUnharmed() {
    bystanders.assertUnharmed();
    Bystanders.assertHeapReturns(server, usual, TOLERANCE);
  }

  private static HttpRequest.Builder form(String method, String body) {
    return HttpRequest.newBuilder(server.uri(HUB))
        .header("Content-Type", FORM)
        .method(method, BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder authorized(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + Tokens.publisher("*"));
  }

  /** Sends all at once; gives the statuses, with 0 for a connection that was cut. */
  private static List<Integer> statuses(List<HttpRequest.Builder> requests) {
    ExecutorService threads = Executors.newFixedThreadPool(requests.size());
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      requests.forEach(request -> answers.add(threads.submit(() -> status(request))));
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get(60, TimeUnit.SECONDS));
      }
      return statuses;
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int status(HttpRequest.Builder request) {
    try {
      return Publisher.send(request).statusCode();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private static String patterns(int count, String pattern) {
    return IntStream.range(0, count)
        .mapToObj(i -> "match_urlpattern=" + URLEncoder.encode(pattern + i, UTF_8))
        .reduce((a, b) -> a + "&" + b)
        .orElseThrow();
  }

  @Test
  void selectors_ofAnyLength_areRefusedAndKeptByNobody() {
    List<HttpRequest.Builder> requests = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      requests.add(form("QUERY", "match_urlpattern=" + "*a".repeat(1_500_000)));
      requests.add(form("QUERY", patterns(1000, "/" + "*a".repeat(600))));
    }

    assertThat(statuses(requests)).allMatch(status -> status == 400 || status == 413);

    assertUnharmed();
  }

  @Test
  void selectors_thatAreAllowed_doNotFillTheHeapHoweverManyStreamsHaveThem() {
    String head = "QUERY " + HUB + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM;
    List<Strangers> all = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        String body = patterns(60, "/" + i + "/" + "*a".repeat(250));
        all.add(
            Strangers.open(
                server, 1, head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
      }
      bystanders.assertServedFor(Duration.ofSeconds(5));
    } finally {
      all.forEach(Strangers::close);
    }
    assertUnharmed();
  }

  @Test
  void topicsAndTypes_ofAnyLength_areRefused() {
    List<HttpRequest.Builder> requests = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      requests.add(authorized(form("POST", "data=x&topic=" + "t".repeat(1 << 20))));
      requests.add(authorized(form("POST", "topic=t&type=" + "t".repeat(2 << 20))));
    }

    assertThat(statuses(requests)).allMatch(status -> status == 400 || status == 413);

    assertUnharmed();
  }

  @Test
  void answersOfPolls_thatNobodyReads_doNotPileUp() {
    Publisher publisher = new Publisher(server);
    for (int i = 0; i < 4; i++) {
      assertThat(publisher.publish("large", "x".repeat(700_000))).isNotEmpty();
    }
    String poll =
        "GET "
            + HUB
            + "?topic=large&lastEventID=earliest HTTP/1.1\r\nHost: localhost\r\n"
            + "Accept: application/json\r\n\r\n";

    try (Strangers strangers = Strangers.open(server, 800, poll)) {
      bystanders.assertServedFor(Duration.ofSeconds(15));
    }
    // What one may still hold are the four events themselves.
    assertUnharmed();
  }

  @Test
  void replays_thatNobodyReads_doNotPileUp() {
    Publisher publisher = new Publisher(server);
    for (int i = 0; i < 4; i++) {
      assertThat(publisher.publish("large", "x".repeat(700_000))).isNotEmpty();
    }
    String stream =
        "GET " + HUB + "?topic=large&lastEventID=earliest HTTP/1.1\r\nHost: localhost\r\n\r\n";

    try (Strangers strangers = Strangers.open(server, 800, stream)) {
      bystanders.assertServedFor(Duration.ofSeconds(15));
    }
    assertUnharmed();
  }

  @Test
  void signInForm_keepsNothingThatStrangersSend() {
    SignInForm unused = new SignInForm(server, "/", "8.8.8.8");
    String large = "enter=enter&password=x&go=go&name=" + "n".repeat(2 << 20);
    for (int i = 0; i < 40; i++) {
      List<HttpRequest.Builder> requests = new ArrayList<>();
      for (int j = 0; j < 5; j++) {
        requests.add(
            HttpRequest.newBuilder(server.uri("/signin.xhtml"))
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(large)));
      }
      assertThat(statuses(requests)).allMatch(status -> status == 0 || status >= 400);
    }
    for (int i = 0; i < 5_000; i++) {
      HttpResponse<String> page = Publisher.get(server.uri("/signin.xhtml"));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
    }
    assertUnharmed();
  }

  @Test
  void bodies_thatComeByteByByte_takeNobodysThread() {
    String post =
        "POST "
            + HUB
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + FORM
            + "\r\nAuthorization: Bearer "
            + Tokens.publisher("*")
            + "\r\nContent-Length: 60000\r\n\r\n";
    String query =
        "QUERY "
            + HUB
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + FORM
            + "\r\nContent-Length: 60000\r\n\r\ntopic=";
    try (Strangers posts = Strangers.open(server, 205, post).trickle('a', 200);
        Strangers queries = Strangers.open(server, 300, query).trickle('a', 200)) {
      bystanders.assertServedFor(Duration.ofSeconds(15));
    }
    assertUnharmed();
  }

  @Test
  void heads_thatComeByteByByte_takeNobodysThread() {
    try (Strangers strangers =
        Strangers.open(server, 300, "GET /api/status HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
            .trickle('a', 200)) {
      bystanders.assertServedFor(Duration.ofSeconds(10));
    }
    assertUnharmed();
  }

  @Test
  void batch_thatCannotBeRead_isAnsweredLineByLineAndNotLogged() {
    String deep = "[".repeat(1_100) + "]".repeat(1_100);
    List<String> lines =
        List.of(
            "{\"topic\":\"t\",\"data\":" + deep + "}",
            "{\"topic\":\"t\",\"retry\":1e99999999999}",
            "{\"topic\":\"t\",\"retry\":" + "9".repeat(2_000) + "}");
    StringBuilder batch = new StringBuilder();
    while (batch.length() < 4 << 20) {
      lines.forEach(line -> batch.append(line).append('\n'));
    }
    int before = server.output().size();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(HUB))
            .header("Content-Type", "application/x-ndjson")
            .header("Authorization", "Bearer " + Tokens.publisher("elsewhere"))
            .POST(BodyPublishers.ofString(batch.toString()));

    HttpResponse<String> answer = Publisher.send(request);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().lines()).allMatch(line -> line.contains("\"status\":400"));
    assertThat(server.output().size() - before).isLessThan(20);
    assertUnharmed();
  }
}
