package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.faults.FaultRow;
import dev.freshet.faults.FaultTable;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A day of a hub in seconds: events are published each ten seconds, schedules run, clients come and
 * go, and at random the log is away, the node is killed, the lease moves or the clock is set.
 */
@ExtendWith(FaultTable.class)
class DayFaultIT {
  private static final long SEED = 19;
  private static final int STEPS = 8640;
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final int CLIENTS = 20;
  private static final String TOPIC = "day";
  private static final String LAST = DayClient.PREFIX + "last";

  private final Random random = new Random(SEED);
  private final VirtualTime time = new VirtualTime(Desk.START);
  private final Store store = new LocalStore(null);
  private final FaultyLog log =
      new FaultyLog(new MemoryLog(new LogBounds(2000, 1 << 24, Duration.ofHours(6)), time));
  private final List<String> accepted = new ArrayList<>();
  private final List<String> due = new ArrayList<>();
  private final List<DayClient> clients = new ArrayList<>();
  private int refused;
  private int faults;
  private int heard;
  private int twice;
  private Desk desk = Desk.open(time, store, log.forNode());

  /** Ends a fault that lasts. */
  private Runnable end = () -> {};

  @Test
  void day_withRandomFaults_losesAndRepeatsNothingUntold() {
    schedule("interval", "{'interval':60}");
    schedule("cron", "{'cron':'0 */5 * * * *'}");
    for (int i = 0; i < CLIENTS; i++) {
      Selector selector = Selector.of(i % 2 == 0 ? TOPIC : "*");
      clients.add(new DayClient(Subscription.to(selector), /* isLazy= */ i % 5 == 0));
    }
    for (int step = 0; step < STEPS; step++) {
      fault(step);
      publish(DayClient.PREFIX + step);
      visit();
      desk.move(STEP);
    }
    settle();
    write();
  }

  private void schedule(String id, String trigger) {
    Schedule unused =
        desk.putAll(
            "{'id':'%s','topics':['t'],'payload':{'template':'{{id}} {{time}}'},'trigger':%s}"
                .formatted(id, trigger));
  }

  private void publish(String mark) {
    try {
      String id = desk.hub().publish(Event.of(TOPIC, mark)).toCompletableFuture().join();
      assertThat(id).isNotEmpty();
      accepted.add(mark);
    } catch (RuntimeException e) {
      refused++;
    }
  }

  /** About once in ten minutes something begins; it lasts a minute or so. */
  private void fault(int step) {
    if (step % 6 == 0) {
      end.run();
      end = () -> {};
    }
    if (random.nextInt(60) == 0) {
      faults++;
      switch (random.nextInt(4)) {
        case 0 -> {
          log.away(true);
          end = () -> log.away(false);
        }
        case 1 -> restart();
        case 2 -> {
          desk.loseLease();
          end = () -> desk.gainLease();
        }
        default -> set(Duration.ofMinutes(random.nextInt(240) - 120));
      }
    }
  }

  /** Another node with the same store and the same log. */
  private void restart() {
    end.run();
    end = () -> {};
    noteDue();
    desk.close();
    heard = 0;
    desk = Desk.open(time, store, log.forNode());
  }

  private void set(Duration by) {
    noteDue();
    if (by.isNegative()) {
      // Times of the wall clock may come again.
      twice += due.size() - new HashSet<>(due).size();
      due.clear();
    }
    time.set(time.instant().plus(by));
    desk.schedules().tick();
  }

  private void noteDue() {
    List<Desk.Published> published = desk.published();
    for (; heard < published.size(); heard++) {
      due.add(published.get(heard).event().data());
    }
  }

  private void visit() {
    for (DayClient client : clients) {
      if (!client.isThere() || random.nextInt(200) == 0) {
        client.go(accepted);
        // Most come back at once; a few stay away for longer than the log remembers.
        if (random.nextInt(client.isLazy() ? 2500 : 2) == 0) {
          client.come(desk.hub(), accepted.size());
        }
      }
    }
  }

  private void settle() {
    end.run();
    for (DayClient client : clients) {
      client.go(accepted);
      client.come(desk.hub(), accepted.size());
    }
    publish(LAST);
    for (DayClient client : clients) {
      await().atMost(Duration.ofSeconds(20)).until(() -> client.hasLast(LAST));
    }
    clients.forEach(client -> client.go(accepted));
    clients.forEach(client -> client.check(accepted));
    noteDue();
    desk.close();
  }

  private void write() {
    int lost = clients.stream().mapToInt(DayClient::lost).sum();
    int doubled = clients.stream().mapToInt(DayClient::doubled).sum();
    int told = clients.stream().mapToInt(DayClient::told).sum();
    twice += due.size() - new HashSet<>(due).size();
    List<String> problems = new ArrayList<>();
    if (lost > 0) {
      problems.add(lost + " lost untold");
    }
    if (doubled > 0) {
      problems.add(doubled + " doubled untold");
    }
    if (twice > 0) {
      problems.add(twice + " due times published twice");
    }
    String fault = "a day in process, " + faults + " faults, seed " + SEED;
    FaultRow row =
        new FaultRow(
            fault, accepted.size(), refused, lost, doubled, told + " gaps", "–", 0, problems);
    FaultTable.add(row);
    assertThat(row.problems()).isEmpty();
  }
}
