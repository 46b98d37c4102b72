package dev.freshet.schedule;

import dev.freshet.event.Event;
import dev.freshet.health.Causes;
import dev.freshet.hub.Hub;
import dev.freshet.hub.IdempotencyException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Creates the events of runs, and publishes each at most once. Thread-safe; never blocks. */
final class Runs {
  private static final Logger LOG = System.getLogger(Runs.class.getName());

  private final Hub hub;
  private final Payloads payloads;
  private final Marks marks;

  Runs(Hub hub, Payloads payloads, Marks marks) {
    this.hub = hub;
    this.payloads = payloads;
    this.marks = marks;
  }

  /**
   * The result of publishing a run's events.
   *
   * @param last the last event published now, or null
   * @param done how many had already been published, by this node or another
   */
  record Result(Progress.@Nullable Last last, int done) {
    private static final Result NONE = new Result(null, 0);

    private Result and(Result next) {
      return new Result(next.last == null ? last : next.last, done + next.done);
    }
  }

  /**
   * Performs a run. The stage fails if there is nothing to publish, or publishing is not possible
   * now.
   */
  CompletionStage<Result> run(Firing firing) {
    try {
      return payloads
          .make(firing.schedule(), firing.moment())
          .thenCompose(events -> publish(firing, events));
    } catch (Throwable e) {
      // A template or third-party feed failed: the run has failed, but the schedule continues.
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<Result> publish(Firing firing, List<Event> events) {
    if (events.isEmpty() || hub.keepsMarks()) {
      return publishAll(firing, events);
    }
    // The store and the log of a standalone node have no common transaction: a run that is marked
    // and then interrupted by a crash is lost, which is better than repeating it.
    return marks
        .write(firing.mark(events.size() - 1, events.size()).mark())
        .thenCompose(done -> publishAll(firing, events));
  }

  private CompletionStage<Result> publishAll(Firing firing, List<Event> events) {
    CompletionStage<Result> result = CompletableFuture.completedStage(Result.NONE);
    for (int nth = 0; nth < events.size(); nth++) {
      result =
          result.thenCombine(publish(firing, events.get(nth), nth, events.size()), Result::and);
    }
    return result;
  }

  private CompletionStage<Result> publish(Firing firing, Event event, int nth, int total) {
    return hub.publishAsHolder(event, firing.key(nth), firing.mark(nth, total).mark())
        .thenApply(id -> new Result(new Progress.Last(firing.expected(), id, event.data()), 0))
        .exceptionallyCompose(
            failure ->
                Causes.of(failure) instanceof IdempotencyException
                    ? CompletableFuture.completedStage(new Result(null, 1))
                    : CompletableFuture.failedStage(Causes.of(failure)));
  }

  /** Describes a run that has ended. */
  static Run told(
      Firing firing, @Nullable Result result, @Nullable Throwable failure, Instant now) {
    if (failure != null || result == null) {
      LOG.log(Level.DEBUG, "A run of " + firing.schedule().id() + " failed.", failure);
      String message = failure == null ? null : failure.getMessage();
      return Run.failed(
          firing.expected(), now, message == null ? String.valueOf(failure) : message);
    }
    Progress.Last last = result.last();
    if (last == null) {
      String nothing =
          result.done() > 0
              ? "The node that ran the schedules before had done it."
              : "There was nothing to publish.";
      return Run.published(firing.expected(), now, null, nothing);
    }
    String detail =
        firing.merged() > 0 ? "Stands for " + firing.merged() + " earlier due times too." : null;
    return Run.published(firing.expected(), now, last.id(), detail);
  }
}
