package dev.freshet.feed.market;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recorded quotes, given again at the pace at which they were recorded, or faster or slower. The
 * file has the header {@code time,symbol,price,volume}, and lines sorted by time, which is ISO 8601
 * with a zone or milliseconds since 1970; blank lines are skipped. The first quote is due at the
 * start. Quotes keep the time of the recording. The file is read as quotes become due, one line
 * ahead, and closed at its end. Owned by one thread.
 */
public final class CsvReplay implements QuoteSource, Closeable {
  /** The most quotes that one call gives; a replay that is behind gives the rest after. */
  static final int MAX_BATCH = 10_000;

  private final CsvRecording recording;
  private final Instant start;
  private final double speed;
  private final Instant after;

  private @Nullable Instant first;
  private @Nullable Quote ahead;
  private @Nullable RuntimeException problem;
  private boolean ended;

  /**
   * A replay of what the reader gives, which it closes.
   *
   * @param speed how much faster than recorded: 1 is as recorded, 60 a minute per second
   * @throws IllegalArgumentException unless the speed is positive and finite
   */
  public CsvReplay(Reader reader, Instant start, double speed) {
    this(reader, start, speed, Instant.MIN);
  }

  /**
   * A replay that goes on after a time of the recording: the first quote after it is due at the
   * start. The file is read up to there by the first call.
   */
  CsvReplay(Reader reader, Instant start, double speed, Instant after) {
    // Written so that NaN fails too.
    if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("The speed must be positive and finite");
    }
    this.recording = new CsvRecording(reader);
    this.start = start;
    this.speed = speed;
    this.after = after;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CsvException once, after all quotes before it, if a line cannot be read or is earlier
   *     than the one before; the replay is done then, since going on would hide the hole
   * @throws UncheckedIOException likewise, if the file cannot be read
   */
  @Override
  public List<Quote> next(Instant now) {
    if (now.isBefore(start)) {
      return List.of();
    }
    Duration played = played(now);
    List<Quote> quotes = new ArrayList<>();
    for (Quote quote = peek(); quote != null && isDue(quote, played); quote = peek()) {
      quotes.add(quote);
      ahead = null;
      if (quotes.size() == MAX_BATCH) {
        return quotes;
      }
    }
    RuntimeException found = problem;
    if (found != null && quotes.isEmpty()) {
      problem = null;
      throw found;
    }
    return quotes;
  }

  /** How much of the recording has been played by then: at most 292 years, where a long ends. */
  private Duration played(Instant now) {
    Duration elapsed = Duration.between(start, now);
    double nanos = elapsed.getSeconds() * 1e9 + elapsed.getNano();
    return Duration.ofNanos(Math.round(nanos * speed));
  }

  private boolean isDue(Quote quote, Duration played) {
    if (first == null) {
      first = quote.time();
    }
    return Duration.between(first, quote.time()).compareTo(played) <= 0;
  }

  /** The quote that is next in the file; null at its end, and where it cannot be read. */
  private @Nullable Quote peek() {
    if (ahead != null || ended) {
      return ahead;
    }
    try {
      ahead = nextAfter();
      if (ahead == null) {
        close();
      }
    } catch (CsvException e) {
      stop(e);
    } catch (IOException e) {
      stop(new UncheckedIOException(e));
    }
    return ahead;
  }

  private @Nullable Quote nextAfter() throws IOException {
    Quote quote = recording.next();
    while (quote != null && !quote.time().isAfter(after)) {
      quote = recording.next();
    }
    return quote;
  }

  /** Ends at a problem, to be thrown when what was read before it has been given. */
  private void stop(RuntimeException found) {
    ended = true;
    problem = found;
    try {
      recording.close();
    } catch (IOException e) {
      found.addSuppressed(e);
    }
  }

  /** Whether all was given, or the replay stopped at a problem, or was closed. */
  @Override
  public boolean done() {
    return ended && ahead == null && problem == null;
  }

  @Override
  public String label() {
    return "recorded";
  }

  /** Ends the replay, whatever was still to come. */
  @Override
  public void close() throws IOException {
    ended = true;
    ahead = null;
    problem = null;
    recording.close();
  }
}
