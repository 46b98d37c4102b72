package dev.freshet.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.health.Causes;
import dev.freshet.log.EventLog;
import dev.freshet.log.FencedException;
import dev.freshet.log.KeyReusedException;
import dev.freshet.log.Mark;
import dev.freshet.log.Term;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Appends events to the log and reports the outcome. Any thread. */
final class Publisher {
  private final EventLog log;
  private final HubCounters counters;
  private final int maxBytes;

  Publisher(EventLog log, HubCounters counters, int maxBytes) {
    this.log = log;
    this.counters = counters;
    this.maxBytes = maxBytes;
  }

  CompletionStage<String> publish(
      Event event, Term term, @Nullable String key, @Nullable Mark mark) {
    if (isTooLarge(event)) {
      return CompletableFuture.failedStage(new EventTooLargeException(maxBytes));
    }
    return log.append(event, term, key, mark)
        .handle((position, failure) -> answer(event, position, failure));
  }

  private String answer(Event event, @Nullable EventId position, @Nullable Throwable failure) {
    if (position != null) {
      counters.published();
      return event.id() == null ? position.toString() : event.id();
    }
    Throwable cause = Causes.ofNullable(failure);
    if (cause instanceof FencedException) {
      throw new NotHolderException();
    }
    if (cause instanceof KeyReusedException) {
      throw new IdempotencyException(String.valueOf(cause.getMessage()));
    }
    counters.notPublished();
    throw new HubUnavailableException(
        cause == null ? "The log gave no answer." : String.valueOf(cause.getMessage()));
  }

  boolean isTooLarge(Event event) {
    // Counts UTF-8 bytes only when the text is long enough for it to matter.
    int chars = event.data().length();
    if (chars > maxBytes) {
      return true;
    }
    return chars > maxBytes / 3 && event.data().getBytes(UTF_8).length > maxBytes;
  }
}
