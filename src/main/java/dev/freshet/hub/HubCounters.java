package dev.freshet.hub;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The counters of a hub. Any thread may read and update them. */
public final class HubCounters {
  private final AtomicInteger streams = new AtomicInteger();
  private final LongAdder joined = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder published = new LongAdder();
  private final LongAdder notPublished = new LongAdder();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final LongAdder heartbeats = new LongAdder();
  private final LongAdder listenerOverflows = new LongAdder();
  private final LongAdder refusedTasks = new LongAdder();
  private final Map<CloseReason, LongAdder> closed = new EnumMap<>(CloseReason.class);

  HubCounters() {
    for (CloseReason reason : CloseReason.values()) {
      closed.put(reason, new LongAdder());
    }
  }

  /**
   * The counters at one moment; all but {@code streams} since the start.
   *
   * @param streams open now
   * @param joined streams opened
   * @param refused streams refused
   * @param published events that the log accepted
   * @param notPublished events that the log could not accept
   * @param gaps how often the log lost events that this hub had not dispatched
   * @param delivered events written to streams, replays included
   * @param bytesOut bytes written to streams
   * @param heartbeats heartbeats written
   * @param listenerOverflows how often a listener fell so far behind that its queue was dropped
   * @param refusedTasks how often no thread was available for a task that may block
   * @param closed streams ended, by reason
   */
  public record Snapshot(
      int streams,
      long joined,
      long refused,
      long published,
      long notPublished,
      long gaps,
      long delivered,
      long bytesOut,
      long heartbeats,
      long listenerOverflows,
      long refusedTasks,
      Map<CloseReason, Long> closed) {}

  /** Returns the current values of all counters. */
  public Snapshot snapshot() {
    Map<CloseReason, Long> ends = new EnumMap<>(CloseReason.class);
    closed.forEach((reason, count) -> ends.put(reason, count.sum()));
    return new Snapshot(
        streams.get(),
        joined.sum(),
        refused.sum(),
        published.sum(),
        notPublished.sum(),
        gaps.sum(),
        delivered.sum(),
        bytesOut.sum(),
        heartbeats.sum(),
        listenerOverflows.sum(),
        refusedTasks.sum(),
        Map.copyOf(ends));
  }

  /** Reserves a place for a stream. Returns false if {@code limit} places are taken. */
  boolean admit(int limit) {
    if (streams.getAndUpdate(n -> n < limit ? n + 1 : n) < limit) {
      return true;
    }
    refused.increment();
    return false;
  }

  /** Releases a reserved place for which no stream was opened. */
  void withdraw() {
    streams.decrementAndGet();
  }

  void joined() {
    joined.increment();
  }

  void closed(CloseReason reason) {
    streams.decrementAndGet();
    Objects.requireNonNull(closed.get(reason)).increment();
  }

  void published() {
    published.increment();
  }

  void notPublished() {
    notPublished.increment();
  }

  void gap() {
    gaps.increment();
  }

  void wrote(int events, int bytes) {
    delivered.add(events);
    bytesOut.add(bytes);
  }

  void heartbeat() {
    heartbeats.increment();
  }

  void listenerOverflow() {
    listenerOverflows.increment();
  }

  void refusedTask() {
    refusedTasks.increment();
  }
}
