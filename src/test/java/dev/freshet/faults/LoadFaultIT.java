package dev.freshet.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.faults.FaultProxy.Direction;
import dev.freshet.showcase.social.SocialClient;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.RedisServer;
import dev.freshet.testing.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What must not hold up the others: slow fetches, a slow Redis, many questions of strangers. */
@Tag("faults")
@ExtendWith(FaultTable.class)
class LoadFaultIT {
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final int FETCHES = 8;
  private static final int ASKERS = 16;

  /** The longest that a publisher waited for an answer while a fault lasted. */
  private static Duration longest(FreshetServer node, Duration lasting) {
    long longest = 0;
    long end = System.nanoTime() + lasting.toNanos();
    while (System.nanoTime() < end) {
      long began = System.nanoTime();
      Calls.Answer unused =
          Calls.publish(
              Fleet.hub(node), Tokens.publisher("*"), "timed", "x", Duration.ofSeconds(20));
      longest = Math.max(longest, System.nanoTime() - began);
    }
    return Duration.ofNanos(longest);
  }

  private static void checkLongest(FaultRun run, Duration longest) {
    run.check(
        "a publisher waited %.1f s".formatted(longest.toMillis() / 1000.0),
        longest.compareTo(LONGEST) < 0);
  }

  @Test
  @ExtendWith(NeedsGcc.class)
  void fetchesHangWhileRedisIsSlow() {
    try (RedisServer redis = RedisServer.start();
        FaultProxy slow = FaultProxy.before(redis.port());
        Fleet fleet =
            Fleet.sharing(
                "redis://127.0.0.1:" + slow.port(),
                1,
                Map.of(
                    "FRESHET_FETCH_HOSTS",
                    "hangs.example",
                    "LD_PRELOAD",
                    Preloaded.compile("names").toString()));
        FaultRun run =
            FaultRun.begin("8 look-ups of names hang, Redis 200 ms late, for 30 s", fleet)
                .unnoticed()) {
      FreshetServer node = fleet.node(0);
      run.publishing(20);
      for (int i = 0; i < FETCHES; i++) {
        hang(run, node, i);
      }
      slow.delay(Direction.DOWN, Duration.ofMillis(200));
      checkLongest(run, longest(node, Duration.ofSeconds(30)));
      slow.mend();
      run.mended();
      run.finish();
    }
  }

  private static void hang(FaultRun run, FreshetServer node, int number) {
    Calls.Answer answer =
        Calls.json(
            "POST",
            node.uri("/api/schedules"),
            Tokens.administrator(),
            ("{'id':'hang-%d','topics':['hang'],'payload':{'fetch':'http://hangs.example/',"
                    + "'timeout':'PT60S'},'trigger':{'interval':1}}")
                .formatted(number));
    run.check("a schedule: " + answer, answer.status() == 201);
  }

  @Test
  void strangersAskForPosts() {
    try (Fleet fleet =
            Fleet.start(
                List.of(
                    Map.of("FRESHET_SOCIAL_SIGN_UP_RATE", "0", "FRESHET_SOCIAL_POST_RATE", "0")));
        FaultRun run =
            FaultRun.begin("16 strangers ask for rare posts for 10 s", fleet).unnoticed()) {
      FreshetServer node = fleet.node(0);
      post(run, node);
      run.publishing(50);
      AtomicBoolean isOver = new AtomicBoolean();
      ExecutorService askers = Executors.newFixedThreadPool(ASKERS);
      for (int i = 0; i < ASKERS; i++) {
        askers.execute(() -> ask(node.uri("/api/social/posts?tag=rare"), isOver));
      }
      Duration answered = longest(node, Duration.ofSeconds(5));
      Duration delivered = longestDelivery(node, Duration.ofSeconds(5));
      isOver.set(true);
      askers.shutdown();
      run.mended();
      checkLongest(run, answered);
      run.check(
          "an event took %.1f s".formatted(delivered.toMillis() / 1000.0),
          delivered.compareTo(LONGEST) < 0);
      run.finish();
    }
  }

  private static void ask(URI uri, AtomicBoolean isOver) {
    while (!isOver.get()) {
      Calls.Answer unused = Calls.get(uri, Duration.ofSeconds(10));
    }
  }

  private static Duration longestDelivery(FreshetServer node, Duration lasting) {
    long longest = 0;
    long end = System.nanoTime() + lasting.toNanos();
    try (RawStream stream = RawStream.open(Fleet.hub(node, "delivered"))) {
      for (int i = 1; System.nanoTime() < end; i++) {
        int wanted = i;
        Calls.Answer unused =
            Calls.publish(
                Fleet.hub(node), Tokens.publisher("*"), "delivered", "x", Duration.ofSeconds(20));
        long began = System.nanoTime();
        await()
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(2))
            .until(() -> stream.events().size() >= wanted);
        longest = Math.max(longest, System.nanoTime() - began);
      }
    }
    return Duration.ofNanos(longest);
  }

  private static void post(FaultRun run, FreshetServer node) {
    SocialClient posts = SocialClient.joined(node);
    int posted = 0;
    for (int i = 0; i < 1000; i++) {
      posted += posts.post("Post " + i + " #common").statusCode() == 201 ? 1 : 0;
    }
    run.check("only " + posted + " posts", posted == 1000);
  }
}
