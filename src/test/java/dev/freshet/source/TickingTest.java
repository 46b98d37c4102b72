package dev.freshet.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.health.Health;
import dev.freshet.health.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The clock of a node: nothing ends it, and one that stopped is made again. */
class TickingTest {
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final AtomicLong nanos = new AtomicLong(1);
  private final Service clock = new Health(nanos::get).service("clock", SILENCE);
  private final Ticking ticking = new Ticking(clock, SILENCE, nanos::get);

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void tick_taskThatThrowsAnError_stopsNoOther_andGoesNoFurther() {
    List<String> done = new ArrayList<>();
    ticking.tick(
        () -> {
          throw new InternalError("Too many open files");
        },
        () -> done.add("second"));

    assertThat(done).containsExactly("second");
    assertThat(clock.failures()).isEqualTo(1);
    assertThat(clock.isHealthy()).isFalse();
    ticking.tick();
    assertThat(clock.isHealthy()).isTrue();
  }

  @Test
  void clock_thatDoesNotTick_isNotHealthy_andIsOverdue() {
    ticking.begin();
    pass(5);
    assertThat(clock.isHealthy()).isTrue();
    assertThat(ticking.isOverdue()).isFalse();

    pass(1);
    assertThat(clock.state()).isEqualTo(Service.State.SILENT);
    assertThat(ticking.isOverdue()).isTrue();
  }

  @Test
  void clock_thatWasMadeAgain_hasTimeToTick() {
    ticking.begin();
    pass(6);
    ticking.restarted();
    assertThat(clock.restarts()).isEqualTo(1);
    assertThat(ticking.isOverdue()).isFalse();

    pass(6);
    assertThat(ticking.isOverdue()).isTrue();
    ticking.tick();
    assertThat(ticking.isOverdue()).isFalse();
    assertThat(clock.isHealthy()).isTrue();
  }
}
