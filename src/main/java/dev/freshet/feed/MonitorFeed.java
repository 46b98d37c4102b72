package dev.freshet.feed;

import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubCounters;
import dev.freshet.hub.Latencies;
import dev.freshet.json.Json;
import dev.freshet.source.Feed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The running server's figures: processor, heap, garbage collection, threads, streams, the hub's
 * rates and delivery times since the previous sample, the busiest topics, and what Redis reports
 * about itself. Sampled by one thread at a time.
 */
@ApplicationScoped
public class MonitorFeed implements Feed {
  /** The topic and the type of its events. */
  public static final String TOPIC = "monitor";

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS = 1000;

  /**
   * One in this many samples includes topics: they would double its size, and a page loads an hour
   * of samples.
   */
  private static final int SAMPLES_PER_TOPICS = 5;

  @Inject private Hub hub;
  @Inject private NodeName node;
  @Inject private RedisFigures redis;

  /** Set once, before the first sample. */
  private volatile @Nullable RedisGauge gauge;

  private final Machine machine = Machine.here();

  // Guarded by this: feeds are sampled one call at a time, by varying threads.
  private Reading before = new Reading(System.nanoTime(), 0, 0, 0, 0, 0);
  private Latencies latenciesBefore = Latencies.NONE;
  private final TopicRates topics = new TopicRates();
  private Reading topicsBefore = before;
  private int samplesToTopics;

  /** Readings of counters that only increase. */
  private record Reading(
      long nanos, long published, long delivered, long bytesOut, long gcMillis, long gcRuns) {}

  @Override
  public String name() {
    return TOPIC;
  }

  @Override
  public boolean onEveryNode() {
    return true;
  }

  @Override
  public void start(Executor aside) {
    gauge = new RedisGauge(redis, aside, System::nanoTime);
  }

  @Override
  public synchronized List<Event> sample() {
    HubCounters.Snapshot counters = hub.counters().snapshot();
    Reading now = read(counters);
    String data =
        json(now, before, counters.streams())
            .add("channels", hub.channels())
            .add("delivery", delivery())
            .add("topics", topicsNow(now))
            .build()
            .toString();
    before = now;
    return List.of(Event.on(TOPIC).topic(TOPIC + "/" + node).type(TOPIC).data(data).build());
  }

  private static Reading read(HubCounters.Snapshot counters) {
    long gcMillis = 0;
    long gcRuns = 0;
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      gcMillis += Math.max(0, gc.getCollectionTime());
      gcRuns += Math.max(0, gc.getCollectionCount());
    }
    return new Reading(
        System.nanoTime(),
        counters.published(),
        counters.delivered(),
        counters.bytesOut(),
        gcMillis,
        gcRuns);
  }

  private JsonObjectBuilder json(Reading now, Reading then, int streams) {
    double seconds = seconds(now, then);
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return Json.createObjectBuilder()
        .add("time", System.currentTimeMillis())
        .add("node", node.toString())
        .add("cpu", machine.cpu())
        .add(
            "heap",
            Json.createObjectBuilder()
                .add("used", heap.getUsed())
                .add("committed", heap.getCommitted())
                .add("max", heap.getMax()))
        .add(
            "gc",
            Json.createObjectBuilder()
                .add("pauseMillis", now.gcMillis() - then.gcMillis())
                .add("collections", now.gcRuns() - then.gcRuns()))
        .add("load", machine.load())
        .add("files", machine.files())
        .add("disk", machine.disk())
        .add("threads", ManagementFactory.getThreadMXBean().getThreadCount())
        .add("streams", streams)
        .add(
            "events",
            Json.createObjectBuilder()
                .add("inPerSecond", rate(now.published() - then.published(), seconds))
                .add("outPerSecond", rate(now.delivered() - then.delivered(), seconds)))
        .add("bytesOutPerSecond", rate(now.bytesOut() - then.bytesOut(), seconds))
        .add("redis", redisNow());
  }

  private static double seconds(Reading now, Reading then) {
    // Two samples may be requested at once; avoid a rate over no time.
    return Math.max(1, now.nanos() - then.nanos()) / NANOS_PER_SECOND;
  }

  /** Returns how long the deliveries since the previous sample took. */
  private JsonObjectBuilder delivery() {
    Latencies all = hub.latencies();
    Latencies lately = all.since(latenciesBefore);
    latenciesBefore = all;
    return Json.createObjectBuilder()
        .add("writes", lately.count())
        .add("p50Millis", millis(lately.millis(0.5)))
        .add("p99Millis", millis(lately.millis(0.99)));
  }

  private static JsonValue millis(OptionalDouble time) {
    return time.isPresent()
        ? Json.createValue(Math.round(time.getAsDouble() * MICROS) / MICROS)
        : JsonValue.NULL;
  }

  private JsonValue topicsNow(Reading now) {
    if (samplesToTopics > 0) {
      samplesToTopics--;
      return JsonValue.NULL;
    }
    topics.add(hub.takeTopicCounts(), seconds(now, topicsBefore));
    topicsBefore = now;
    samplesToTopics = SAMPLES_PER_TOPICS - 1;
    return topics.json().build();
  }

  private JsonValue redisNow() {
    RedisGauge started = gauge;
    return started == null ? JsonValue.NULL : started.read();
  }

  /** Rounds to two decimals, more than anybody can see. */
  private static double rate(long count, double seconds) {
    return Math.round(count / seconds * 100) / 100.0;
  }
}
