package dev.freshet.schedule;

import dev.freshet.event.Event;
import dev.freshet.event.ReservedTopics;
import dev.freshet.event.TextBounds;
import dev.freshet.json.InvalidMemberException;
import dev.freshet.schedule.Action.Fetch;
import dev.freshet.schedule.Action.Sample;
import dev.freshet.schedule.Action.Templated;
import dev.freshet.schedule.Action.Text;
import dev.freshet.source.Feeds;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Creates the events of schedules that are due. Thread-safe; never blocks. */
public final class Payloads {
  private final Feeds feeds;
  private final Fetcher fetcher;
  private final TextBounds texts;

  /**
   * Creates payloads from feeds and fetched content.
   *
   * @param texts maximum lengths of the topics and the type of a new schedule
   */
  public Payloads(Feeds feeds, Fetcher fetcher, TextBounds texts) {
    this.texts = texts;
    this.feeds = feeds;
    this.fetcher = fetcher;
  }

  /**
   * The run that events are created for.
   *
   * @param due when it was due, jitter included
   * @param now when its events are created
   * @param count its number, from 1
   * @param last what was last published before it, or null
   */
  record Moment(Instant due, Instant now, long count, Progress.@Nullable Last last) {}

  /**
   * Throws an InvalidMemberException or an InvalidEventException if the schedule could not produce
   * events.
   */
  void check(Schedule schedule) {
    Action action = schedule.action();
    texts.checkTopics(schedule.topics());
    texts.checkType(schedule.type());
    if (schedule.topics().stream().anyMatch(ReservedTopics::has)) {
      throw new InvalidMemberException("topics", "A topic must not be one of the hub's own.");
    }
    if (action instanceof Sample sample) {
      if (!feeds.has(sample.feed())) {
        throw new InvalidMemberException(
            "payload.feed",
            "There is no such feed; there are " + String.join(", ", feeds.names()) + ".");
      }
      if (schedule.topics().isEmpty()) {
        return;
      }
    } else if (action instanceof Fetch fetch) {
      fetcher.check(fetch);
    }
    if (schedule.topics().isEmpty()) {
      throw new InvalidMemberException("topics", "A schedule needs at least one topic.");
    }
    Event unused = event(schedule, "");
  }

  /** Creates the events of a run. If the stage fails, the message gives the reason. */
  CompletionStage<List<Event>> make(Schedule schedule, Moment moment) {
    Action action = schedule.action();
    if (action instanceof Sample sample) {
      return feeds
          .sample(sample.feed())
          .thenApply(events -> events.stream().map(event -> extended(event, schedule)).toList());
    }
    if (action instanceof Fetch fetch) {
      return fetcher.fetch(fetch).thenApply(body -> List.of(event(schedule, body)));
    }
    String data =
        action instanceof Templated templated
            ? templated.template().render(values(schedule, moment))
            : ((Text) action).data();
    return CompletableFuture.completedStage(List.of(event(schedule, data)));
  }

  private static Event event(Schedule schedule, String data) {
    return new Event(schedule.topics(), data, schedule.type(), null, null, schedule.isPrivate());
  }

  private static Event extended(Event event, Schedule schedule) {
    List<String> topics = new java.util.ArrayList<>(event.topics());
    schedule.topics().stream().filter(topic -> !topics.contains(topic)).forEach(topics::add);
    return new Event(
        topics,
        event.data(),
        schedule.type() == null ? event.type() : schedule.type(),
        event.id(),
        event.retryMillis(),
        event.isPrivate() || schedule.isPrivate());
  }

  private static Map<String, Object> values(Schedule schedule, Moment moment) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", schedule.id());
    values.put("time", moment.due().toString());
    values.put("now", moment.now().toString());
    values.put("millis", Long.toString(moment.now().toEpochMilli()));
    values.put("count", Long.toString(moment.count()));
    Progress.Last last = moment.last();
    if (last != null) {
      values.put(
          "last", Map.of("time", last.time().toString(), "id", last.id(), "data", last.data()));
    }
    return values;
  }
}
