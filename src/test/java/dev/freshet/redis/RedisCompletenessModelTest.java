package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.health.Health;
import dev.freshet.log.AcceptedEvents;
import dev.freshet.log.Follower;
import dev.freshet.log.Gaps;
import dev.freshet.log.LogBounds;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import dev.freshet.testing.RedisServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
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
    int runs = seed == null ? Integer.getInteger("model.runs", 1000) : 1;
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
            OneLog.TIMINGS);
    try (WirePool wires = new WirePool(settings);
        Wire wire = settings.connector().wire(Duration.ofSeconds(2)).open()) {
      int complete = 0;
      List<AssertionError> failures = new ArrayList<>();
      for (int i = 0; i < runs && failures.size() < MOST_FAILURES; i++) {
        Run run = new Run(settings, wires, wire, seed == null ? i : seed);
        try {
          run.play();
        } catch (AssertionError | RuntimeException e) {
          failures.add(
              new AssertionError("seed " + run.seed + "\n" + String.join("\n", run.story), e));
        }
        complete += run.complete;
      }
      assertThat(failures).isEmpty();
      assertThat(complete).as("replays that were complete").isGreaterThan(runs);
    }
  }

  /** One node: what it has told its streams must have no gap that it has not told. */
  private static final class Node implements Follower {
    final Run run;
    final Witness witness = new Witness();
    final ChainWalkRig rig;
    Resumption resumption;

    /** The event up to which the streams have had all, or -1 after a gap. */
    int told;

    EventId dispatched = EventId.NONE;

    Node(Run run) {
      this.run = run;
      rig = new ChainWalkRig(run.settings, this, witness);
      told = run.model.size() - 1;
    }

    void connect() {
      resumption = new Resumption(run.settings, witness, run.server());
      rig.follower.resume(run.wire, resumption, resumption.begin(run.wire));
    }

    void read() {
      rig.follower.step(run.wire, resumption, Duration.ZERO);
    }

    @Override
    public void logged(LoggedEvent event) {
      int index = run.model.indexOf(event.position());
      if (told >= 0) {
        assertThat(index).as("told without a gap to a stream").isEqualTo(told + 1);
      }
      told = index;
      dispatched = event.position().isAfter(dispatched) ? event.position() : dispatched;
    }

    @Override
    public void resumed(EventId position, boolean complete) {
      if (!complete) {
        told = -1;
      }
      dispatched = position.isAfter(dispatched) ? position : dispatched;
    }
  }

  /** A follower that is driven by hand. */
  private static final class ChainWalkRig {
    final LogFollower follower;

    ChainWalkRig(RedisLogSettings settings, Follower hub, Witness witness) {
      follower =
          new LogFollower(
              settings,
              RandomGenerator.getDefault(),
              hub,
              witness,
              Health.ofSystem().service("follower", Duration.ZERO),
              new Gaps(InstantSource.system()),
              () -> {});
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
    private final List<Node> nodes = new ArrayList<>();
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

    private Node any() {
      return nodes.get(random.nextInt(nodes.size()));
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
      }
    }

    /** What is younger than this moment, to the millisecond, must be had without a gap. */
    private void harm() {
      unharmed = model.size();
      harmed = model.size() == 0 ? 0 : model.placeOf(model.size() - 1).millis();
    }

    private void begin() {
      Node node = new Node(this);
      node.connect();
      nodes.add(node);
      story.add("node " + nodes.size());
    }

    private static void copy(int from, int to) {
      admin.eval(COPY, 0, Integer.toString(from), Integer.toString(to));
    }

    private void append(@org.jspecify.annotations.Nullable Node node) {
      Event event = model.next();
      String[] arguments =
          LogEntry.arguments(event).stream().map(LogEntry::text).toArray(String[]::new);
      EventId place =
          LogEntry.position(Script.APPEND.run(wire, settings.hubBytes(), arguments));
      model.accept(place, event);
      story.add(
          "append " + (model.size() - 1) + " " + event.topics() + " at " + place
              + (node == null ? " by a stranger" : " by node " + nodes.indexOf(node)));
      if (node == null) {
        any().read();
      } else {
        node.witness.answer(place);
      }
      for (Node reading : nodes) {
        if (random.nextInt(3) > 0) {
          reading.read();
        }
      }
    }

    /** The server is started again, from what it had on disk, or another one takes its place. */
    private void loseNewest() {
      boolean isFromSnapshot = hasSnapshot && random.nextInt(4) > 0;
      boolean isEmpty = !isFromSnapshot && random.nextInt(3) == 0;
      if (isFromSnapshot) {
        copy(1, 0);
      } else if (isEmpty) {
        admin.flushDB();
      }
      boolean isRestarted = random.nextInt(5) > 0 || !isEmpty;
      isSafe = !isFromSnapshot && !isEmpty && random.nextBoolean();
      serverRun += isRestarted ? 1 : 0;
      story.add(
          (isFromSnapshot ? "back to the snapshot" : isEmpty ? "emptied" : "restart")
              + (isRestarted ? ", run " + serverRun : ""));
      if (isFromSnapshot || isEmpty) {
        harm();
      }
      if (random.nextInt(4) == 0) {
        nodes.clear();
        begin();
        harm();
      } else {
        reconnect();
      }
      // All had the time to come back.
      admin.hset("{freshet}:state", "doubtUntil", "0");
    }

    /** One after the other, and the first may append before the others are back. */
    private void reconnect() {
      List<Node> all = new ArrayList<>(nodes);
      java.util.Collections.shuffle(all, new java.util.Random(random.nextLong()));
      for (int i = 0; i < all.size(); i++) {
        all.get(i).connect();
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
      for (Node node : nodes) {
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
          for (Node node : nodes) {
            node.read();
          }
        }
      }
    }

    private void replaceNode() {
      for (Node node : nodes) {
        node.read();
      }
      nodes.remove(random.nextInt(nodes.size()));
      begin();
    }

    private void ask() {
      Node node = any();
      node.read();
      node.read();
      int seen = model.anyIndex();
      Subscription subscription = model.subscription();
      Start start;
      try {
        start = reader.locate(subscription, model.shownId(seen));
      } catch (LogUnavailableException inDoubt) {
        return;
      }
      story.add(
          "ask " + subscription.selectors() + " after " + seen + ": " + start.complete());
      if (!start.complete()) {
        boolean isShort = subscription.selectors().toString().contains("short/");
        boolean isOld =
            seen < Math.max(unharmed, model.size() - 3)
                || model.placeOf(seen).millis() <= harmed;
        assertThat(isOld || isShort)
            .as("unharmed, and yet no replay")
            .isTrue();
        return;
      }
      List<String> replayed = new ArrayList<>();
      EventId end = node.dispatched;
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
