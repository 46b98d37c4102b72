package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.event.TextBounds;
import dev.freshet.log.AcceptedEvents;
import dev.freshet.log.Gaps;
import dev.freshet.log.LogBounds;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/**
 * Random histories of a log in a real Redis against a model that forgets nothing: appends at
 * several nodes and by strangers, snapshots that are gone back to, thrown away keys, restarts of
 * nodes and of the server. Run more of them with {@code -Dmodel.runs=100000}, and one again with
 * {@code -Dmodel.seed}.
 *
 * <p>A snapshot is a copy of all keys in another database; a restart of the server is another run
 * id. What nobody alive knows of when Redis loses it cannot be told: so before a node dies, and
 * after a stranger's append, the others read.
 */
class RedisCompletenessModelTest {
  private static final int STEPS = 30;
  private static final int MOST_FAILURES = 5;

  private static final String COPY =
      """
      redis.call('SELECT', ARGV[2]) redis.call('FLUSHDB') redis.call('SELECT', ARGV[1])
      for _, key in ipairs(redis.call('KEYS', '*')) do redis.call('COPY', key, key, 'DB', ARGV[2]) end
      return 1
      """;

  private static RedisServer redis;
  private static Jedis admin;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    admin = new Jedis(redis.url());
  }

  @AfterAll
  static void stop() {
    admin.close();
    redis.close();
  }

  @Test
  void completeReplay_isExactlyWhatWasMissed() {
    Long seed = Long.getLong("model.seed");
    int runs = Integer.getInteger("model.runs", seed == null ? 1000 : 1);
    RedisLogSettings settings =
        new RedisLogSettings(
            RedisUrl.parse(redis.url().toString()),
            "freshet",
            new LogBounds(12, 1 << 20, Duration.ofHours(1)),
            new TopicBounds(
                Map.of(
                    "", new TopicBounds.Bounds(6, Duration.ofHours(1)),
                    "short/", new TopicBounds.Bounds(6, Duration.ofMillis(4)))),
            1024,
            TextBounds.DEFAULT,
            OneLog.TIMINGS);
    try (WirePool wires = new WirePool(settings);
        Wire wire = settings.connector().wire(Duration.ofSeconds(2)).open()) {
      int complete = 0;
      List<AssertionError> failures = new ArrayList<>();
      for (int i = 0; i < runs && failures.size() < MOST_FAILURES; i++) {
        Run run = new Run(settings, wires, wire, seed == null ? i : seed);
        run.tryOut(failures);
        complete += run.complete;
      }
      assertThat(failures).isEmpty();
      assertThat(complete).as("replays that were complete").isGreaterThan(runs);
    }
  }

  private static final class Run {
    final long seed;
    final RedisLogSettings settings;
    final Wire wire;
    final AcceptedEvents model;
    final List<String> story = new ArrayList<>();
    int complete;

    private final LogReader reader;
    private final RandomGenerator random;
    private final List<ModelNode> nodes = new ArrayList<>();
    private int serverRun = 1;
    private boolean isSafe;
    private boolean hasSnapshot;

    /** From this event on nothing has gone wrong. */
    private int unharmed;

    private long harmed;

    Run(RedisLogSettings settings, WirePool wires, Wire wire, long seed) {
      this.seed = seed;
      this.settings = settings;
      this.wire = wire;
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      model = new AcceptedEvents(random);
      reader = new LogReader(settings, wires, new Gaps(InstantSource.system()));
      admin.flushAll();
    }

    ServerState server() {
      return new ServerState("run" + serverRun, isSafe, "allkeys-lru", true);
    }

    private ModelNode any() {
      return nodes.get(random.nextInt(nodes.size()));
    }

    void tryOut(List<AssertionError> failures) {
      try {
        play();
      } catch (AssertionError | RuntimeException e) {
        failures.add(
            new AssertionError("seed " + seed + "\n" + String.join("\n", story) + "\n" + e, e));
      }
    }

    void play() {
      begin();
      if (random.nextBoolean()) {
        begin();
      }
      for (int step = 0; step < STEPS; step++) {
        int dice = random.nextInt(100);
        if (dice < 45) {
          append(any());
        } else if (dice < 50) {
          append(null);
        } else if (dice < 55) {
          copy(0, 1);
          hasSnapshot = true;
          story.add("snapshot");
        } else if (dice < 59) {
          loseNewest();
        } else if (dice < 64) {
          evict();
        } else if (dice < 68) {
          replaceNode();
        } else if (dice < 74) {
          any().read();
        } else if (model.size() > 0) {
          ask();
        }
        assertThat(nodes).as("streams that were not told").noneMatch(node -> node.owesGap());
      }
    }

    /** What is younger than this moment, to the millisecond, must be had without a gap. */
    private void harm() {
      unharmed = model.size();
      harmed = model.size() == 0 ? 0 : model.placeOf(model.size() - 1).millis();
    }

    private void begin() {
      ModelNode node = new ModelNode(settings, wire, model);
      node.connect(server());
      nodes.add(node);
      story.add("node " + nodes.size());
    }

    private static void copy(int from, int to) {
      admin.eval(COPY, 0, Integer.toString(from), Integer.toString(to));
    }

    private EventId accept(String what) {
      Event event = model.next();
      String[] arguments =
          LogEntry.arguments(event).stream().map(LogEntry::text).toArray(String[]::new);
      EventId place = LogEntry.position(Script.APPEND.run(wire, settings.hubBytes(), arguments));
      model.accept(place, event);
      story.add(what + " " + (model.size() - 1) + " " + event.topics() + " at " + place);
      return place;
    }

    private void append(@Nullable ModelNode node) {
      EventId place = accept(node == null ? "append by a stranger" : "append");
      if (node == null) {
        any().read();
      } else {
        node.witness.answer(place);
      }
      for (ModelNode reading : nodes) {
        if (random.nextInt(3) > 0) {
          reading.read();
        }
      }
    }

    /** The server is started again, from what it had on disk, or another one takes its place. */
    private void loseNewest() {
      awaitNextMillisecond();
      boolean isFromSnapshot = hasSnapshot && random.nextInt(4) > 0;
      boolean isEmpty = !isFromSnapshot && random.nextInt(3) == 0;
      boolean isHarmed = isFromSnapshot || isEmpty;
      if (isFromSnapshot) {
        copy(1, 0);
      } else if (isEmpty) {
        admin.flushDB();
      }
      isSafe = !isHarmed && random.nextBoolean();
      serverRun += isEmpty && random.nextInt(5) == 0 ? 0 : 1;
      story.add((isFromSnapshot ? "snapshot" : isEmpty ? "emptied" : "restart") + " " + serverRun);
      if (random.nextInt(4) == 0) {
        nodes.clear();
        // Of a log that began again nobody knows the one before: what is not played is that
        // somebody sets it back to that one.
        hasSnapshot &= !isEmpty;
        begin();
        harm();
      } else {
        reconnect();
      }
      if (isHarmed) {
        harm();
      }
      // All had the time to come back.
      admin.hset("{freshet}:state", "doubtUntil", "0");
    }

    /** No server is away for less than a millisecond; else a place could be given twice. */
    private void awaitNextMillisecond() {
      while (model.size() > 0
          && System.currentTimeMillis() <= model.placeOf(model.size() - 1).millis()) {
        Thread.onSpinWait();
      }
    }

    /** One after the other, and the first may append before the others are back. */
    private void reconnect() {
      List<ModelNode> all = new ArrayList<>(nodes);
      Collections.shuffle(all, new Random(random.nextLong()));
      for (int i = 0; i < all.size(); i++) {
        all.get(i).connect(server());
        story.add("node " + nodes.indexOf(all.get(i)) + " is back");
        if (i < all.size() - 1 && random.nextBoolean()) {
          Event event = model.next();
          String[] arguments =
              LogEntry.arguments(event).stream().map(LogEntry::text).toArray(String[]::new);
          EventId place =
              LogEntry.position(Script.APPEND.run(wire, settings.hubBytes(), arguments));
          model.accept(place, event);
          all.get(i).witness.answer(place);
          story.add("append " + (model.size() - 1) + " " + event.topics() + " at " + place);
        }
      }
      for (ModelNode node : nodes) {
        node.read();
        node.read();
      }
    }

    private void evict() {
      List<String> keys = admin.keys("*").stream().sorted().toList();
      List<String> gone = keys.stream().filter(key -> random.nextInt(4) == 0).toList();
      if (!gone.isEmpty()) {
        admin.del(gone.toArray(String[]::new));
        harm();
        story.add("thrown away: " + gone);
        if (gone.contains("{freshet}:state")) {
          for (ModelNode node : nodes) {
            node.read();
          }
        }
      }
    }

    private void replaceNode() {
      for (ModelNode node : nodes) {
        node.read();
      }
      nodes.remove(random.nextInt(nodes.size()));
      begin();
    }

    private void ask() {
      ModelNode node = any();
      node.read();
      node.read();
      int seen = model.anyIndex();
      Subscription subscription = model.subscription();
      Start start;
      try {
        start = reader.locate(subscription, model.shownId(seen, subscription));
      } catch (LogUnavailableException inDoubt) {
        return;
      }
      story.add("ask " + subscription.selectors() + " after " + seen + ": " + start.complete());
      if (!start.complete()) {
        boolean isShort = subscription.selectors().toString().contains("short/");
        boolean isOld =
            seen <= Math.max(unharmed, model.size() - 4) || model.placeOf(seen).millis() <= harmed;
        assertThat(isOld || isShort).as("unharmed, and yet no replay").isTrue();
        return;
      }
      List<String> replayed = new ArrayList<>();
      EventId end = node.dispatched();
      for (EventId at = start.after(); end.isAfter(at); ) {
        Page page = reader.read(subscription, at, end);
        if (!page.complete()) {
          story.add("a gap while reading");
          return;
        }
        page.events().forEach(event -> replayed.add(event.event().data()));
        at = page.reached();
      }
      complete++;
      assertThat(replayed)
          .as("%s after %d", subscription, seen)
          .isEqualTo(model.missed(subscription, seen));
    }
  }
}
