package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.Event;
import dev.freshet.event.TextBounds;
import dev.freshet.health.Causes;
import dev.freshet.hub.NotHolderException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Receives messages, hands their events to the sink and counts them. No exception caused by a
 * message or the sink leaves this class. Fed by one thread; any thread may read the counts.
 * Messages wait while too many events are pending in the sink.
 */
final class Intake {
  private static final Logger LOG = System.getLogger(Intake.class.getName());

  /** A flood of bad messages must not become a flood of log lines. */
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  private static final int SHOWN_CHANNEL = 100;

  /** Maximum events in flight to the log. */
  private static final int MOST_PENDING = 1024;

  private final Channels channels;
  private final TextBounds texts;
  private final Sink sink;
  private final Semaphore room = new Semaphore(MOST_PENDING);
  private final Seldom unreadableWarning;
  private final Seldom sinkWarning;

  // Any thread.
  private final LongAdder received = new LongAdder();
  private final LongAdder handedOn = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final LongAdder leftToOthers = new LongAdder();
  private final LongAdder sinkFailures = new LongAdder();

  Intake(Channels channels, TextBounds texts, Sink sink, LongSupplier ticker) {
    this.texts = texts;
    this.channels = channels;
    this.sink = sink;
    this.unreadableWarning = new Seldom(BETWEEN_WARNINGS, ticker);
    this.sinkWarning = new Seldom(BETWEEN_WARNINGS, ticker);
  }

  /** Receives one raw message on a channel, which was received by this name or pattern. */
  void take(byte[] nameOrPattern, byte[] channel, byte[] payload) {
    received.increment();
    if (!sink.isOurs()) {
      leftToOthers.increment();
      return;
    }
    String name = Utf8.decode(channel).orElse("");
    Reading reading =
        name.isEmpty()
            ? new Reading.Unreadable("The channel's name is empty or not UTF-8.")
            : FlaskMessage.read(
                channels.topic(new String(nameOrPattern, UTF_8), name), payload, texts);
    if (reading instanceof Reading.Understood understood) {
      handOn(understood.event());
    } else if (reading instanceof Reading.Unreadable bad) {
      skip(name, bad.reason());
    }
  }

  /** Errors are caught too: this message must not affect the next one. */
  private void handOn(Event event) {
    room.acquireUninterruptibly();
    try {
      sink.take(event).whenComplete((kept, failure) -> note(failure));
    } catch (RuntimeException | Error e) {
      note(e);
    }
  }

  /** Counts an event that was kept, or was not. Any thread. */
  private void note(@Nullable Throwable failure) {
    room.release();
    Throwable cause = Causes.ofNullable(failure);
    if (cause == null) {
      handedOn.increment();
    } else if (cause instanceof NotHolderException) {
      leftToOthers.increment();
    } else {
      sinkFailures.increment();
      LOG.log(Level.DEBUG, "An event from Redis was not taken", cause);
      if (sinkWarning.isDue()) {
        LOG.log(
            Level.WARNING,
            "An event from Redis was not taken ({0} so far): {1}",
            sinkFailures.sum(),
            cause.getClass().getName());
      }
    }
  }

  private void skip(String channel, String reason) {
    unreadable.increment();
    Level level = unreadableWarning.isDue() ? Level.WARNING : Level.DEBUG;
    LOG.log(
        level,
        "Skipped a message on the Redis channel \"{0}\" ({1} so far): {2}",
        printable(channel),
        unreadable.sum(),
        reason);
  }

  /** Makes a channel's name, which comes from outside, safe to write on one line of the log. */
  private static String printable(String channel) {
    String shown = channel.substring(0, Math.min(SHOWN_CHANNEL, channel.length()));
    return shown.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }

  RedisStatus status(boolean connected, long connects, long disconnects) {
    return new RedisStatus(
        connected,
        received.sum(),
        handedOn.sum(),
        unreadable.sum(),
        sinkFailures.sum(),
        leftToOthers.sum(),
        connects,
        disconnects);
  }
}
