package dev.freshet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.event.Event;
import dev.freshet.health.Health;
import dev.freshet.health.Service;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.Lease;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import dev.freshet.log.Term;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One feed that is sampled: what it throws, and how long it takes, concerns nobody else. */
class SamplerTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Health health = new Health(nanos::get);
  private final Service service = health.service("feed a", Duration.ZERO);
  private final Deque<Runnable> started = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();
  private Supplier<List<Event>> sample = () -> List.of(Event.of("t", "x"));
  private boolean holdsLease = true;

  private final Lease lease = () -> holdsLease ? Term.ANY : null;
  private final Hub hub =
      new Hub(
          HubSettings.defaults(),
          new MemoryLog(new LogBounds(100, 1 << 20, Duration.ofHours(1)), InstantSource.system()),
          lease,
          Thread::new,
          Runnable::run);
  private final Feed feed =
      new Feed() {
        @Override
        public String name() {
          return "a";
        }

        @Override
        public List<Event> sample() {
          return sample.get();
        }
      };

  @BeforeEach
  void start() {
    hub.listen("t", event -> heard.add(event.data()));
    hub.start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private Sampler sampler(Executor threads) {
    return new Sampler(feed, threads, service, nanos::get);
  }

  @Test
  void tick_publishesTheSample() {
    sampler(Runnable::run).tick(hub);

    assertThat(heard).containsExactly("x");
    assertThat(service.state()).isEqualTo(Service.State.UP);
  }

  @Test
  void tick_feedThatThrowsAnError_isSeenWhileItFails_andGoesOn() {
    Sampler sampler = sampler(Runnable::run);
    sample =
        () -> {
          throw new InternalError("Too many open files");
        };
    sampler.tick(hub);
    sampler.tick(hub);
    assertThat(service.failures()).isEqualTo(2);
    assertThat(service.reason()).contains("Too many open files");
    assertThat(health.isHealthy()).isFalse();

    sample = () -> List.of(Event.of("t", "again"));
    sampler.tick(hub);
    assertThat(heard).containsExactly("again");
    assertThat(health.isHealthy()).isTrue();
  }

  @Test
  void tick_feedThatHangs_holdsUpNobody_isSaidAndCounted() {
    Sampler sampler = sampler(started::add);
    for (int i = 0; i < 8; i++) {
      sampler.tick(hub);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    assertThat(started).hasSize(1);
    assertThat(sampler.skipped()).isEqualTo(7);
    assertThat(service.isHealthy()).isFalse();
    assertThat(service.reason()).contains("7 s").contains("7 were left out");

    started.remove().run();
    assertThat(service.isHealthy()).isTrue();
    sampler.tick(hub);
    started.remove().run();
    assertThat(heard).hasSize(2);
  }

  @Test
  void tick_noThreadForIt_isAFailure_andTheNextTickTriesAgain() {
    boolean[] isFull = {true};
    Sampler sampler =
        sampler(
            task -> {
              if (isFull[0]) {
                throw new RejectedExecutionException("full");
              }
              task.run();
            });
    sampler.tick(hub);
    assertThat(service.isHealthy()).isFalse();

    isFull[0] = false;
    sampler.tick(hub);
    assertThat(service.isHealthy()).isTrue();
    assertThat(heard).hasSize(1);
  }

  @Test
  void tick_withoutTheLease_samplesNothing_andIsNoFault() {
    Sampler sampler = sampler(Runnable::run);
    sample =
        () -> {
          throw new IllegalStateException();
        };
    sampler.tick(hub);
    holdsLease = false;
    sampler.tick(hub);

    assertThat(service.failures()).isEqualTo(1);
    assertThat(service.isHealthy()).isTrue();
  }

  @Test
  void tick_hubThatTakesNothing_isSaid() {
    hub.close();
    sampler(Runnable::run).tick(hub);

    assertThat(service.isHealthy()).isFalse();
    assertThat(service.reason()).contains("cannot be published");
  }

  @Test
  void sample_whileAnotherRuns_waitsForIt_andTooManyAreRefused() {
    Sampler sampler = sampler(started::add);
    List<CompletableFuture<List<Event>>> samples = new ArrayList<>();
    for (int i = 0; i < Sampler.MOST_WAITING; i++) {
      samples.add(sampler.sample().toCompletableFuture());
    }
    CompletableFuture<List<Event>> tooMany = sampler.sample().toCompletableFuture();
    assertThatThrownBy(tooMany::join).hasMessageContaining("The feed a is busy");

    assertThat(started).hasSize(1);
    started.remove().run();
    assertThat(samples).allSatisfy(one -> assertThat(one.join()).hasSize(1));
  }
}
