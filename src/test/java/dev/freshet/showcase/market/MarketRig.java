package dev.freshet.showcase.market;

import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.Lease;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Market feeds on one hub, as on the nodes of one: each hears all, and the test samples one or
 * another. Time stands until the test moves it.
 */
final class MarketRig implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private static final LogBounds BOUNDS = new LogBounds(100_000, 1L << 28, Duration.ofDays(9));

  final Store store;
  final Hub hub;
  final List<Event> events = new ArrayList<>();
  private Instant now = START;

  MarketRig() {
    this(new LocalStore(null));
  }

  MarketRig(Store store) {
    this.store = store;
    InstantSource clock = this::now;
    hub =
        new Hub(
            HubSettings.defaults(),
            new MemoryLog(BOUNDS, clock),
            Lease.SOLE,
            Thread::new,
            Runnable::run);
    for (String topic : List.of(Topics.MARKET, Topics.CANDLES, Topics.ANALYSIS)) {
      hub.listen(topic, events::add);
    }
  }

  Instant now() {
    return now;
  }

  MarketFeed node(MarketSettings settings) {
    MarketFeed feed = new MarketFeed(settings, hub, store, this::now);
    feed.start(Runnable::run);
    return feed;
  }

  void start() {
    hub.start();
  }

  void after(Duration time) {
    now = now.plus(time);
  }

  /** What the timer does each second, so many times. */
  void sample(MarketFeed holder, int seconds) {
    for (int i = 0; i < seconds; i++) {
      after(Duration.ofSeconds(1));
      sample(holder);
    }
  }

  void sample(MarketFeed holder) {
    for (Event event : holder.sample()) {
      publish(event);
    }
  }

  void publish(Event event) {
    hub.publish(event).toCompletableFuture().join();
  }

  static MarketSettings simulated() {
    Instrument acme = new Instrument("ACME", new BigDecimal("182.50"), 0.05, 0.35, Tick.of("0.01"));
    Instrument bolt = new Instrument("BOLT", new BigDecimal("64.20"), 0.05, 0.5, Tick.of("0.01"));
    return new MarketSettings(
        Origin.SIMULATED, List.of(acme, bolt), 7L, Duration.ofSeconds(1), null, 1, "quotes");
  }

  static MarketSettings recorded(Path file, double speed) {
    return new MarketSettings(
        Origin.RECORDED, List.of(), null, Duration.ofSeconds(1), file, speed, "quotes");
  }

  static MarketSettings published() {
    return new MarketSettings(
        Origin.PUBLISHED, List.of(), null, Duration.ofSeconds(1), null, 1, "quotes");
  }

  /** The data of the events of a type, in order. */
  List<JsonObject> told(String type) {
    return events.stream()
        .filter(event -> type.equals(event.type()))
        .map(event -> json(event.data()))
        .toList();
  }

  List<Candle> candles(String symbol, Interval interval) {
    return told("candle").stream()
        .map(CandleJson::read)
        .filter(candle -> candle.symbol().equals(symbol))
        .filter(candle -> Interval.of(candle) == interval)
        .toList();
  }

  static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  @Override
  public void close() {
    hub.close();
  }
}
