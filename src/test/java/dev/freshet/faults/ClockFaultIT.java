package dev.freshet.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SwitchedWeb;
import dev.freshet.testing.UptimeApi;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node whose wall clock is set, as an administrator or NTP does. */
@Tag("faults")
@ExtendWith({NeedsGcc.class, FaultTable.class})
class ClockFaultIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long the node tells that its clock was set. */
  private static final Duration TOLD_FOR = Duration.ofMinutes(1);

  private static MovedClock clock;

  /** Kept from row to row: setting the clock right again would be a fault of its own. */
  private static Duration offset = Duration.ZERO;

  private static Fleet fleet;

  @BeforeAll
  static void start() {
    clock = MovedClock.make();
    fleet = Fleet.start(List.of(settings()));
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(clock.environment());
    settings.put("FRESHET_MARKET", "simulated");
    return settings;
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @ParameterizedTest
  @CsvSource({"an hour back, -3600", "an hour ahead, 3600", "three seconds back, -3"})
  void clockSet(String how, long seconds) {
    FreshetServer node = fleet.node(0);
    boolean isWell = false;
    try (FaultRun run = FaultRun.begin("clock set " + how, fleet);
        SwitchedWeb web = new SwitchedWeb();
        Ticking interval = Ticking.twiceASecond(node);
        Ticking cron = Ticking.by(node, "{'cron':'* * * * * *'}");
        RawStream checks = RawStream.open(Fleet.hub(node, "uptime/clock"));
        RawStream monitor = RawStream.open(Fleet.hub(node, "monitor"));
        RawStream market = RawStream.open(Fleet.hub(node, "market%2FACME"))) {
      int status = new UptimeApi(node).post(target(web)).statusCode();
      run.check("a target: " + status, status == 201);
      await().atMost(PATIENCE).until(() -> checks.events().size() > 2);
      await().atMost(PATIENCE).until(() -> monitor.events().size() > 1);
      run.publish();
      offset = offset.plusSeconds(seconds);
      clock.ahead(offset);
      run.mended();
      run.publish();
      if (Math.abs(seconds) < 60) {
        run.unnoticed();
      }
      run.within(TOLD_FOR.plusSeconds(15));
      run.wellOnceAlso("the interval schedule", more(() -> interval.dueTimes().size()));
      if (seconds > -3600) {
        // An hour that comes twice is run once.
        run.wellOnceAlso("the cron schedule", more(() -> cron.dueTimes().size()));
      }
      run.wellOnceAlso("uptime checks", more(() -> checks.events().size()));
      run.wellOnceAlso("the feed monitor", more(() -> monitor.events().size()));
      run.wellOnceAlso("the feed market", more(() -> market.events().size()));
      run.finish();
      isWell = true;
    } finally {
      new UptimeApi(node).delete("clock");
      settle(node, isWell);
    }
  }

  private interface Count {
    int now();
  }

  /** That four events more have come: one may have been on its way. */
  private static BooleanSupplier more(Count count) {
    int before = count.now();
    return () -> count.now() >= before + 4;
  }

  private static String target(SwitchedWeb web) {
    return "{\"id\":\"clock\",\"kind\":\"http\",\"url\":\"http://localhost:%d/\",\"intervalSeconds\":1}"
        .formatted(web.port());
  }

  /** A node that is stuck after its clock was set is started again, for the next row. */
  private static void settle(FreshetServer node, boolean isWell) {
    if (!isWell) {
      node.kill();
      node.restart();
    }
  }
}
