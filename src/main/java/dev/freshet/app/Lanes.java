package dev.freshet.app;

import dev.freshet.json.Json;
import dev.freshet.ops.StatusPart;
import dev.freshet.task.Lane;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/**
 * The executors of a node, one per purpose, so that no task waits behind work of another kind: a
 * host name whose lookup hangs, for example, occupies only threads for fetches. The status reports
 * as {@code tasks} how busy each is, and how often it refused a task.
 */
@ApplicationScoped
public class Lanes implements StatusPart {
  /** Enough for every batch of a full pipeline, because publishers must be answered. */
  private static final int MOST_ANSWERS_WAITING = 65_536;

  /** Tasks here are small: a section to read, the ledger to write. */
  private static final int MOST_STORE_WAITING = 10_000;

  /** Enough for several steps of each concurrent fetch. */
  private static final int MOST_FETCHES_WAITING = 10_000;

  private static final int MOST_FEEDS_WAITING = 1_000;

  /** More threads than feeds, because a feed that hangs keeps its thread. */
  private static final int SAMPLES = 16;

  private static final int MOST_SAMPLES_WAITING = 64;

  /** Maximum concurrent listeners: enough for all, so that none waits for a slow one. */
  private static final int LISTENERS = 24;

  /** Each listener has one task, and a node has fewer listeners than this. */
  private static final int MOST_LISTENERS_WAITING = 256;

  @Resource private ManagedThreadFactory threads;
  @Inject private Settings settings;

  // Set once, before the first call.
  private Lane answers;
  private Lane store;
  private Lane fetch;
  private Lane feeds;
  private Lane samples;
  private Lane replays;
  private Lane listeners;

  @PostConstruct
  void prepare() {
    answers = new Lane("answers", threads, 2, MOST_ANSWERS_WAITING);
    store = new Lane("store", threads, 4, MOST_STORE_WAITING);
    fetch = new Lane("fetch", threads, 8, MOST_FETCHES_WAITING);
    feeds = new Lane("feeds", threads, 4, MOST_FEEDS_WAITING);
    samples = new Lane("samples", threads, SAMPLES, MOST_SAMPLES_WAITING);
    // Each stream has at most one replay task at a time.
    replays = new Lane("replays", threads, 4, settings.hub().maxStreams());
    listeners = new Lane("listeners", threads, LISTENERS, MOST_LISTENERS_WAITING);
  }

  /** Passes Redis replies on to the callers that wait for them. Tasks must not block. */
  Lane answers() {
    return answers;
  }

  /** Reads and writes the store; tasks may block for as long as the store does. */
  Lane store() {
    return store;
  }

  /** Fetches what schedules publish; tasks may hang in a name lookup. */
  Lane fetch() {
    return fetch;
  }

  /** Runs the feeds' other work: asking Redis for its load, writing histories. */
  Lane feeds() {
    return feeds;
  }

  /** Samples the feeds, with one task per feed at a time. */
  Lane samples() {
    return samples;
  }

  /** Reads the log for replays, and ends stuck responses. */
  Lane replays() {
    return replays;
  }

  /** Runs the hub's listeners, with one task per listener at a time. */
  Lane listeners() {
    return listeners;
  }

  @Override
  public String name() {
    return "tasks";
  }

  /** Unhealthy while a lane is full, since it then refuses work. */
  @Override
  public boolean isHealthy() {
    return all().stream().noneMatch(Lane::isFull);
  }

  @Override
  public JsonObject report() {
    JsonObjectBuilder report = Json.createObjectBuilder();
    all()
        .forEach(
            lane ->
                report.add(
                    lane.name(),
                    Json.createObjectBuilder()
                        .add("running", lane.running())
                        .add("waiting", lane.waiting())
                        .add("refused", lane.refused())));
    return report.build();
  }

  private List<Lane> all() {
    return List.of(answers, store, fetch, feeds, samples, replays, listeners);
  }
}
