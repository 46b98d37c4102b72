package dev.freshet.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a log in memory against a model that forgets nothing. Run more of them with
 * {@code -Dmodel.runs=100000}, and one again with {@code -Dmodel.seed}.
 */
class CompletenessModelTest {
  private static final int STEPS = 40;

  @Test
  void completeReplay_isExactlyWhatWasMissed() {
    Long seed = Long.getLong("model.seed");
    int runs = seed == null ? Integer.getInteger("model.runs", 1000) : 1;
    for (int i = 0; i < runs; i++) {
      new Run(seed == null ? i : seed).play();
    }
  }

  private static final class Run {
    private final long seed;
    private final RandomGenerator random;
    private final AcceptedEvents model;
    private final LogBounds bounds;
    private long now = 1_000_000;
    private MemoryLog log;

    /** Events before this one are lost by restart or may be trimmed. */
    private int kept;

    Run(long seed) {
      this.seed = seed;
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      model = new AcceptedEvents(random);
      bounds =
          new LogBounds(
              5 + random.nextInt(20), 2000 + random.nextInt(10_000), Duration.ofSeconds(1));
      log = new MemoryLog(bounds, () -> Instant.ofEpochMilli(now));
    }

    void play() {
      for (int step = 0; step < STEPS; step++) {
        int dice = random.nextInt(100);
        if (dice < 55) {
          append();
        } else if (dice < 65) {
          now += random.nextInt(3);
        } else if (dice < 68) {
          now += 600;
          kept = model.size();
        } else if (dice < 70) {
          now += 1;
          log = new MemoryLog(bounds, () -> Instant.ofEpochMilli(now));
          kept = model.size();
        } else if (model.size() > 0) {
          ask();
        }
      }
    }

    private void append() {
      Event event = model.next();
      model.accept(log.append(event, Term.ANY).toCompletableFuture().join(), event);
      kept = Math.max(kept, model.size() - 4);
    }

    private void ask() {
      int seen = model.anyIndex();
      Subscription subscription = model.subscription();
      Start start = log.locate(subscription, model.shownId(seen, subscription));
      if (!start.complete()) {
        assertThat(seen).as("seed %d: kept, and yet no replay", seed).isLessThan(kept);
        return;
      }
      List<String> replayed = new ArrayList<>();
      EventId end = new EventId(now + 1000, 0);
      for (EventId at = start.after(); end.isAfter(at); ) {
        Page page = log.read(subscription, at, end);
        if (!page.complete()) {
          return;
        }
        page.events().forEach(event -> replayed.add(event.event().data()));
        at = page.reached();
      }
      assertThat(replayed)
          .as("seed %d: %s after %s", seed, subscription, model.shownId(seen, subscription))
          .isEqualTo(model.missed(subscription, seen));
    }
  }
}
