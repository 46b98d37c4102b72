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
 * The executors of a node, one for each purpose, so that nothing waits behind work of another kind:
 * a host whose name is looked up for ever takes threads from fetches alone. How busy each is, and
 * how often it refused a task, is in the status answer as {@code tasks}.
 */
@ApplicationScoped
public class Lanes implements StatusPart {
  /** Enough for every batch of a full pipeline: publishers must be answered. */
  private static final int MOST_ANSWERS_WAITING = 65_536;

  /** What waits here is small: a section to read, the ledger to write. */
  private static final int MOST_STORE_WAITING = 10_000;

  /** Several steps of each of the fetches that may be under way. */
  private static final int MOST_FETCHES_WAITING = 10_000;

  private static final int MOST_FEEDS_WAITING = 1_000;

  /** More threads than there are feeds: a feed that hangs keeps its thread. */
  private static final int SAMPLES = 16;

  private static final int MOST_SAMPLES_WAITING = 64;

  /** How many listeners run at a time: all there are, so that none waits for a slow one. */
  private static final int LISTENERS = 24;

  /** Each listener has one task, and the node has fewer listeners. */
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
    // Each stream asks one question at a time.
    replays = new Lane("replays", threads, 4, settings.hub().maxStreams());
    listeners = new Lane("listeners", threads, LISTENERS, MOST_LISTENERS_WAITING);
  }

  /** Hands Redis's answers on to callers that wait for them. What runs here must not block. */
  Lane answers() {
    return answers;
  }

  /** Reads and writes the store; what runs here may block for as long as the store does. */
  Lane store() {
    return store;
  }

  /** Fetches what schedules publish; what runs here may hang in looking up a name. */
  Lane fetch() {
    return fetch;
  }

  /** What feeds do beside being sampled: asking Redis for its load, keeping histories. */
  Lane feeds() {
    return feeds;
  }

  /** Samples the feeds, one task for each at a time. */
  Lane samples() {
    return samples;
  }

  /** Reads the log for replays, and ends responses that are stuck. */
  Lane replays() {
    return replays;
  }

  /** Runs the listeners of the hub, one task for each at a time. */
  Lane listeners() {
    return listeners;
  }

  @Override
  public String name() {
    return "tasks";
  }

  /** A full lane refuses work. */
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
