package dev.freshet.schedule;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.log.EventLog;
import dev.freshet.log.Follower;
import dev.freshet.log.KeyReusedException;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Mark;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import dev.freshet.log.Term;
import dev.freshet.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A log that several nodes could share: it moves marks in the store as the script in Redis does. It
 * knows no keys, as after five minutes. One thread.
 */
final class MarkingLog implements EventLog {
  private final EventLog log;
  private final Store store;

  /** Appends the next events but loses the answers, as a connection that breaks does. */
  boolean losesAnswers;

  /** How many more events it takes before it is away. */
  int left = Integer.MAX_VALUE;

  MarkingLog(EventLog log, Store store) {
    this.log = log;
    this.store = store;
  }

  @Override
  public CompletionStage<EventId> append(Event event, Term term, @Nullable String key) {
    return log.append(event, term, null);
  }

  @Override
  public boolean keepsMarks() {
    return true;
  }

  @Override
  public CompletionStage<EventId> append(
      Event event, Term term, @Nullable String key, @Nullable Mark mark) {
    if (mark == null) {
      return append(event, term, key);
    }
    if (left-- <= 0) {
      return CompletableFuture.failedStage(new LogUnavailableException("away"));
    }
    String kept = store.read(Marks.SECTION, mark.name()).orElse("");
    if (kept.split(" ", -1)[0].compareTo(mark.place()) >= 0) {
      return CompletableFuture.failedStage(new KeyReusedException());
    }
    store.put(Marks.SECTION, mark.name(), mark.text());
    CompletionStage<EventId> place = log.append(event, term, null);
    return losesAnswers
        ? CompletableFuture.failedStage(new LogUnavailableException("The connection broke."))
        : place;
  }

  @Override
  public Start locate(Subscription subscription, String lastEventId) {
    return log.locate(subscription, lastEventId);
  }

  @Override
  public Page read(Subscription subscription, EventId after, EventId upTo) {
    return log.read(subscription, after, upTo);
  }

  @Override
  public List<LoggedEvent> latest(Subscription subscription, EventId upTo) {
    return log.latest(subscription, upTo);
  }

  @Override
  public void follow(Follower follower) {
    log.follow(follower);
  }

  @Override
  public void close() {
    log.close();
  }
}
