package dev.freshet.bench.load;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * What a load generator does to a server.
 *
 * @param kind which of its programs it runs
 * @param streams how many streams get events; of a replay: how many clients return
 * @param idleStreams streams beside them, each of a channel of its own that gets no event
 * @param groups channels that the events go to in turn, and that the streams are spread over
 * @param wildcards true: each group is a URI template that many topics match
 * @param slowPercent so many of a hundred streams are read slowly, or not at all
 * @param payload bytes of the data of one event
 * @param rate events a second, or 0: each as soon as the one before was answered
 * @param events how many count
 * @param warmEvents how many are published before, and do not count
 */
public record Load(
    Kind kind,
    int streams,
    int idleStreams,
    int groups,
    boolean wildcards,
    int slowPercent,
    int payload,
    int rate,
    int events,
    int warmEvents) {

  /** The programs of a load generator. */
  public enum Kind {
    /** Opens the streams, publishes, and counts deliveries. */
    FAN_OUT,
    /** Opens the streams as fast as the server lets it. */
    CONNECT,
    /** Opens the streams, for the server's memory to be looked at. */
    IDLE,
    /** Publishes, and has clients come back that have seen nothing of it. */
    REPLAY
  }

  private static final int UNSCHEDULED_PUBLISHERS = 4;
  private static final int MOST_PUBLISHERS = 32;
  private static final int EVENTS_PER_PUBLISHER = 50;

  public Load {
    if (streams < 1 || groups < 1 || payload < StampedEvent.HEADER || rate < 0) {
      throw new IllegalArgumentException("There is no such load.");
    }
  }

  /** Streams that get events of one channel. */
  public static Load fanOut(int streams, int rate, int payload, int events) {
    return new Load(Kind.FAN_OUT, streams, 0, 1, false, 0, payload, rate, events, events);
  }

  public static Load connect(int streams) {
    return new Load(Kind.CONNECT, streams, 0, 1, false, 0, StampedEvent.HEADER, 1, 0, 0);
  }

  public static Load idle(int streams) {
    return new Load(Kind.IDLE, streams, 0, 1, false, 0, StampedEvent.HEADER, 1, 0, 0);
  }

  /** Clients that come back to that many events. */
  public static Load replay(int clients, int events, int payload) {
    return new Load(Kind.REPLAY, clients, 0, 1, false, 0, payload, 0, events, 0);
  }

  public Load withGroups(int number, boolean areWildcards) {
    return new Load(
        kind,
        streams,
        idleStreams,
        number,
        areWildcards,
        slowPercent,
        payload,
        rate,
        events,
        warmEvents);
  }

  public Load withSlowPercent(int percent) {
    return new Load(
        kind, streams, idleStreams, groups, wildcards, percent, payload, rate, events, warmEvents);
  }

  public Load withIdleStreams(int number) {
    return new Load(
        kind, streams, number, groups, wildcards, slowPercent, payload, rate, events, warmEvents);
  }

  public Load withEvents(int warm, int counted) {
    return new Load(
        kind, streams, idleStreams, groups, wildcards, slowPercent, payload, rate, counted, warm);
  }

  /**
   * Connections that publish at the same time: enough that the schedule is kept although each waits
   * for its answers.
   */
  public int publishers() {
    if (rate == 0) {
      return kind == Kind.REPLAY ? 1 : UNSCHEDULED_PUBLISHERS;
    }
    return Math.max(1, Math.min(MOST_PUBLISHERS, rate / EVENTS_PER_PUBLISHER));
  }

  /** The group of a stream. */
  int groupOf(int stream) {
    return stream < streams ? stream % groups : groups + stream - streams;
  }

  /** How a stream is read. */
  Pace paceOf(int stream) {
    if (stream >= streams || slowPercent == 0 || stream * slowPercent % 100 >= slowPercent) {
      return Pace.FAST;
    }
    return stream * slowPercent / 100 % 2 == 0 ? Pace.STALLED : Pace.SLOW;
  }

  public int allStreams() {
    return streams + idleStreams;
  }

  /** How many of the first events go to a group. */
  long eventsIn(int group, long firstEvents) {
    return group >= groups ? 0 : firstEvents / groups + (group < firstEvents % groups ? 1 : 0);
  }

  /** How many deliveries to the streams that are read as they should the first events make. */
  long deliveries(long firstEvents) {
    long sum = 0;
    for (int stream = 0; stream < streams; stream++) {
      if (paceOf(stream) == Pace.FAST) {
        sum += eventsIn(groupOf(stream), firstEvents);
      }
    }
    return sum;
  }

  public JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("kind", kind.name())
        .add("streams", streams)
        .add("idleStreams", idleStreams)
        .add("groups", groups)
        .add("wildcards", wildcards)
        .add("slowPercent", slowPercent)
        .add("payload", payload)
        .add("rate", rate)
        .add("events", events)
        .add("warmEvents", warmEvents)
        .build();
  }

  static Load of(JsonObject json) {
    return new Load(
        Kind.valueOf(json.getString("kind")),
        json.getInt("streams"),
        json.getInt("idleStreams"),
        json.getInt("groups"),
        json.getBoolean("wildcards"),
        json.getInt("slowPercent"),
        json.getInt("payload"),
        json.getInt("rate"),
        json.getInt("events"),
        json.getInt("warmEvents"));
  }
}
