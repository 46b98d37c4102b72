package dev.freshet.log;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import java.util.concurrent.CompletionStage;

/** The ordered, bounded memory of the hub. Safe for use by many threads. */
public interface EventLog extends AutoCloseable {

  /**
   * Takes an event. The stage completes when the log has it, or fails with {@link
   * LogUnavailableException}, and then nobody will see the event. Does not block.
   */
  CompletionStage<LoggedEvent> append(Event event);

  /**
   * Finds where a client goes on that has seen {@code lastEventId}: an id that was shown to it, or
   * {@code earliest}. May block.
   */
  Start locate(String lastEventId);

  /**
   * Reads events that match, from {@code after} (without it) to {@code upTo} (with it), in pages of
   * the log's choice: go on from {@link Page#reached} until that is {@code upTo}. May block.
   *
   * @throws LogUnavailableException when it cannot be read now
   */
  Page read(Subscription subscription, EventId after, EventId upTo);

  /**
   * Tells the follower of every event after the returned place. Called once, before the first
   * {@link #append}.
   */
  EventId follow(Follower follower);

  /** Takes and gives nothing any more. */
  @Override
  void close();
}
