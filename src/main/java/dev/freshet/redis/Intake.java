package dev.freshet.redis;

import dev.freshet.event.Event;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes messages in, hands their events to the sink and counts. Nothing that a message holds or the
 * sink throws gets out of here. Fed by one thread; the counts are for all.
 */
final class Intake {
  private static final Logger LOG = System.getLogger(Intake.class.getName());

  /** A flood of bad messages must not become a flood of log lines. */
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  private static final int SHOWN_CHANNEL = 100;

  private final Consumer<Event> sink;
  private final Seldom unreadableWarning;
  private final Seldom sinkWarning;

  // Written by the subscriber's thread, read by all.
  private final LongAdder received = new LongAdder();
  private final LongAdder handedOn = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final LongAdder sinkFailures = new LongAdder();

  Intake(Consumer<Event> sink, LongSupplier ticker) {
    this.sink = sink;
    this.unreadableWarning = new Seldom(BETWEEN_WARNINGS, ticker);
    this.sinkWarning = new Seldom(BETWEEN_WARNINGS, ticker);
  }

  /** Takes one message as it came. */
  void take(byte[] channel, byte[] payload) {
    received.increment();
    String topic = Utf8.decode(channel).orElse("");
    Reading reading =
        topic.isEmpty()
            ? new Reading.Unreadable("The channel's name is empty or not UTF-8.")
            : FlaskMessage.read(topic, payload);
    if (reading instanceof Reading.Understood understood) {
      handOn(understood.event());
    } else if (reading instanceof Reading.Unreadable bad) {
      skip(topic, bad.reason());
    }
  }

  /** Errors are caught too: the next message must not suffer for this one. */
  private void handOn(Event event) {
    try {
      sink.accept(event);
      handedOn.increment();
    } catch (RuntimeException | Error e) {
      sinkFailures.increment();
      LOG.log(Level.DEBUG, "An event from Redis was not taken", e);
      if (sinkWarning.isDue()) {
        LOG.log(
            Level.WARNING,
            "An event from Redis was not taken ({0} so far): {1}",
            sinkFailures.sum(),
            e.getClass().getName());
      }
    }
  }

  private void skip(String topic, String reason) {
    unreadable.increment();
    Level level = unreadableWarning.isDue() ? Level.WARNING : Level.DEBUG;
    LOG.log(
        level,
        "Skipped a message on the Redis channel \"{0}\" ({1} so far): {2}",
        printable(topic),
        unreadable.sum(),
        reason);
  }

  /** A channel's name is a stranger's text: it must not end the log's line. */
  private static String printable(String channel) {
    String shown = channel.substring(0, Math.min(SHOWN_CHANNEL, channel.length()));
    return shown.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
  }

  RedisStatus status(boolean connected, long connects, long disconnects) {
    return new RedisStatus(
        connected,
        received.sum(),
        handedOn.sum(),
        unreadable.sum(),
        sinkFailures.sum(),
        connects,
        disconnects);
  }
}
