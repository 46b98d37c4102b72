package dev.freshet.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final AtomicLong now = new AtomicLong();
  private final Health health = new Health(now::get);
  private final Service service = health.service("pump-0", Duration.ofSeconds(5));

  @Test
  void guard_stepThrowsAnError_isCountedAndGoesNoFurther() {
    service.guard(
        () -> {
          throw new InternalError("no descriptors");
        });

    assertThat(service.failures()).isEqualTo(1);
    assertThat(service.state()).isEqualTo(Service.State.FAILING);
    assertThat(service.reason()).contains("no descriptors");
    assertThat(health.isHealthy()).isFalse();
  }

  @Test
  void guard_nextStepReturns_serviceIsUpAgain() {
    service.failed(new IllegalStateException("once"));

    service.guard(() -> {});

    assertThat(service.state()).isEqualTo(Service.State.UP);
    assertThat(service.reason()).isNull();
    assertThat(health.isHealthy()).isTrue();
  }

  @Test
  void state_noBeatForLongerThanAllowed_isSilentUntilTheNextBeat() {
    service.beat();

    now.addAndGet(Duration.ofSeconds(6).toNanos());

    assertThat(service.state()).isEqualTo(Service.State.SILENT);
    assertThat(health.isHealthy()).isFalse();
    service.beat();
    assertThat(health.isHealthy()).isTrue();
  }

  @Test
  void state_stoppedService_isHealthyHoweverSilent() {
    service.beat();
    service.stopped();

    now.addAndGet(Duration.ofHours(1).toNanos());

    assertThat(service.state()).isEqualTo(Service.State.STOPPED);
    assertThat(health.isHealthy()).isTrue();
  }

  @Test
  void fault_beginsAndEnds_isCountedOnceAndUnhealthyMeanwhile() {
    Fault fault = health.fault("redis-policy");

    fault.begin("allkeys-lru");
    fault.begin("allkeys-lfu");
    now.addAndGet(Duration.ofSeconds(3).toNanos());

    assertThat(health.isHealthy()).isFalse();
    assertThat(fault.detail()).isEqualTo("allkeys-lfu");
    assertThat(fault.age()).isEqualTo(Duration.ofSeconds(3));
    assertThat(fault.count()).isEqualTo(1);
    fault.end();
    assertThat(health.isHealthy()).isTrue();
    assertThat(health.faults()).containsExactly(fault);
  }
}
