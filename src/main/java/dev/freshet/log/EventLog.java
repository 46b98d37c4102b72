package dev.freshet.log;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The ordered, bounded log of the hub's events. Thread-safe. */
public interface EventLog extends AutoCloseable {
  /** How long an idempotency key is remembered. */
  Duration KEY_LIFE = Duration.ofMinutes(5);

  /** Upper bound on the events {@link #latest} returns. */
  int MOST_LATEST = 1000;

  /**
   * Upper bound on the bytes {@link #latest} returns, which a single event may exceed. Both bounds
   * limit how long a new subscriber waits.
   */
  int LATEST_BYTES = 4 * 1024 * 1024;

  /** Appends an event without a key. */
  default CompletionStage<EventId> append(Event event, Term term) {
    return append(event, term, null);
  }

  /**
   * Appends an event. Does not block. The stage completes with the event's position once the log
   * has it. It fails with {@link LogUnavailableException}, in which case the event was not
   * appended; if the connection to a remote log breaks while the append is in flight, the outcome
   * is unknown. It fails with {@link FencedException} if the term is not the current one.
   *
   * @param key if the same event was appended with this key within {@link #KEY_LIFE}, nothing is
   *     appended and the stage completes with that event's position; if a different event was, it
   *     fails with {@link KeyReusedException}
   */
  CompletionStage<EventId> append(Event event, Term term, @Nullable String key);

  /**
   * Appends an event of a series once. Like {@link #append(Event, Term, String)}, but if the place
   * of the mark is not greater than the one kept under its name, nothing is appended and the stage
   * fails with {@link KeyReusedException}. A log that does not keep marks ignores it.
   */
  default CompletionStage<EventId> append(
      Event event, Term term, @Nullable String key, @Nullable Mark mark) {
    return append(event, term, key);
  }

  /** Whether this log keeps marks. Kept marks outlive this object and the node. */
  default boolean keepsMarks() {
    return false;
  }

  /**
   * Returns the position from which a client with this subscription resumes after {@code
   * lastEventId}, which is an id it was shown or {@code earliest}. A publisher's id counts as
   * unknown if the client may not see any event that has it. May block.
   *
   * @throws LogUnavailableException if it cannot be read now
   */
  Start locate(Subscription subscription, String lastEventId);

  /**
   * Reads the matching events after {@code after}, up to and including {@code upTo}, one page at a
   * time; the log chooses the page size. Continue from {@link Page#reached} until that is {@code
   * upTo}. May block.
   *
   * @throws LogUnavailableException if it cannot be read now
   */
  Page read(Subscription subscription, EventId after, EventId upTo);

  /**
   * Returns the last values: for each selected topic, the newest event at or before {@code upTo}
   * that the subscription may see. Each event is returned once, in log order; if there are too
   * many, the newest are returned. For a topic with events after {@code upTo}, the value may be
   * missing if it would take long to find. May block.
   *
   * @throws LogUnavailableException if it cannot be read now
   */
  List<LoggedEvent> latest(Subscription subscription, EventId upTo);

  /** The gaps reported to clients and streams. */
  default Gaps gaps() {
    return new Gaps(InstantSource.system());
  }

  /** Passes every event from now on to the follower. Called once, before the first append. */
  void follow(Follower follower);

  /** Stops accepting and delivering events. */
  @Override
  void close();
}
