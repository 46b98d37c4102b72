package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.health.Fault;
import dev.freshet.health.Health;
import dev.freshet.store.LocalStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The ledger when nothing runs aside, or what it hands on throws. */
class LedgerTest {
  private final LocalStore store = new LocalStore(null);
  private final Fault fault = Health.ofSystem().fault("ledger");
  private boolean isFull;
  private final Ledger ledger = new Ledger(store, this::execute, fault);

  private void execute(Runnable task) {
    if (isFull) {
      throw new RejectedExecutionException("full");
    }
    task.run();
  }

  private Job job() {
    try (Desk desk = Desk.open()) {
      return new Job(desk.put("a", "'trigger':{'interval':10}"), progress());
    }
  }

  private static Progress progress() {
    return new Progress(Desk.START, Desk.START, 3, 0, null, List.of());
  }

  @Test
  void read_thatIsRefused_isTold_andTriedAgain() {
    AtomicInteger reads = new AtomicInteger();
    isFull = true;
    ledger.read(kept -> reads.incrementAndGet());
    assertThat(fault.lasts()).isTrue();
    isFull = false;
    ledger.read(kept -> reads.incrementAndGet());
    assertThat(reads).hasValue(1);
    assertThat(fault.lasts()).isFalse();
  }

  @Test
  void reader_thatThrowsAnError_isNoReasonToReadNeverAgain() {
    AtomicInteger reads = new AtomicInteger();
    ledger.read(
        kept -> {
          throw new InternalError("once");
        });
    ledger.read(kept -> reads.incrementAndGet());
    assertThat(reads).hasValue(1);
  }

  @Test
  void flush_thatIsRefused_isTold_andLosesNothing() {
    ledger.read(kept -> {});
    ledger.enter(job());
    isFull = true;
    ledger.flush();
    assertThat(fault.lasts()).isTrue();
    isFull = false;
    ledger.flush();
    assertThat(store.read(Ledger.SECTION)).containsKey("a");
    assertThat(fault.lasts()).isFalse();
  }

  /** As when Redis is emptied under a running hub. */
  @Test
  void ledgerThatTheStoreHasLost_isWrittenAgain() {
    try (Desk desk = Desk.open(store, Desk.START)) {
      desk.put("a", "'trigger':{'interval':1}");
      desk.put("b", "'trigger':{'interval':1},'maxRuns':2");
      desk.move(Duration.ofSeconds(4));
      store.read(Ledger.SECTION).keySet().forEach(key -> store.remove(Ledger.SECTION, key));
      desk.move(Duration.ofSeconds(8));

      assertThat(store.read(Ledger.SECTION)).containsKeys("a", "b");
      assertThat(ProgressJson.read(store.read(Ledger.SECTION, "b").orElseThrow()).runs())
          .isEqualTo(2);
    }
  }
}
