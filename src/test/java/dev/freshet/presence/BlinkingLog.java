package dev.freshet.presence;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.log.EventLog;
import dev.freshet.log.Follower;
import dev.freshet.log.LogBounds;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.MemoryLog;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import dev.freshet.log.Term;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A log that takes nothing for a while when it is told so. */
final class BlinkingLog implements EventLog {
  private final MemoryLog log =
      new MemoryLog(new LogBounds(1000, 1 << 20, Duration.ofHours(1)), InstantSource.system());

  private volatile boolean isAway;

  void goAway() {
    isAway = true;
  }

  void comeBack() {
    isAway = false;
  }

  @Override
  public CompletionStage<EventId> append(Event event, Term term, @Nullable String key) {
    return isAway
        ? CompletableFuture.failedStage(new LogUnavailableException("away"))
        : log.append(event, term, key);
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
