package dev.freshet.log;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The ordered, bounded memory of the hub. Safe for use by many threads. */
public interface EventLog extends AutoCloseable {
  /** For so long a key is remembered. */
  Duration KEY_LIFE = Duration.ofMinutes(5);

  /** So many events {@link #latest} gives at most… */
  int MOST_LATEST = 1000;

  /** …and of so many bytes, unless a single one has more: a newcomer is held up no longer. */
  int LATEST_BYTES = 4 * 1024 * 1024;

  /** Takes an event without a key. */
  default CompletionStage<EventId> append(Event event, Term term) {
    return append(event, term, null);
  }

  /**
   * Takes an event. Does not block. The stage completes with the event's place when the log has it,
   * or fails with {@link LogUnavailableException}, and then the log has not got it; only when the
   * connection to a remote log broke while the event was on its way can nobody know. It fails with
   * {@link FencedException} if the term is not the current one.
   *
   * @param key if the same event was appended with this key within {@link #KEY_LIFE}, nothing is
   *     appended, and the place is that one's; if another was, the stage fails with {@link
   *     KeyReusedException}
   */
  CompletionStage<EventId> append(Event event, Term term, @Nullable String key);

  /**
   * Takes an event of a series, once: as {@link #append(Event, Term, String)}, but if the place of
   * the mark is not greater than the one kept under its name, nothing is appended, and the stage
   * fails with {@link KeyReusedException}. A log that does not keep marks ignores this one.
   */
  default CompletionStage<EventId> append(
      Event event, Term term, @Nullable String key, @Nullable Mark mark) {
    return append(event, term, key);
  }

  /** Whether this log keeps marks, which outlive it and the node. */
  default boolean keepsMarks() {
    return false;
  }

  /**
   * Finds where a client with this subscription goes on that has seen {@code lastEventId}: an id
   * that was shown to it, or {@code earliest}. A publisher's id is unknown to those who may see no
   * event with it. May block.
   *
   * @throws LogUnavailableException when it cannot be read now
   */
  Start locate(Subscription subscription, String lastEventId);

  /**
   * Reads events that match, from {@code after} (without it) to {@code upTo} (with it), in pages of
   * the log's choice: go on from {@link Page#reached} until that is {@code upTo}. May block.
   *
   * @throws LogUnavailableException when it cannot be read now
   */
  Page read(Subscription subscription, EventId after, EventId upTo);

  /**
   * Finds the last values: of each topic that is selected, the newest event at or before {@code
   * upTo} that the subscription may see. Each event comes once, in the order of the places; of too
   * many, the newest come. Of a topic that has events after {@code upTo}, the one before may be
   * missing if it would take long to find. May block.
   *
   * @throws LogUnavailableException when it cannot be read now
   */
  List<LoggedEvent> latest(Subscription subscription, EventId upTo);

  /** The gaps that clients and streams were told of. */
  default Gaps gaps() {
    return new Gaps(InstantSource.system());
  }

  /** Tells the follower of every event from now on. Called once, before the first append. */
  void follow(Follower follower);

  /** Takes and gives nothing any more. */
  @Override
  void close();
}
