package dev.freshet.showcase.market;

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
 * Replays recorded quotes at the recorded pace, or faster or slower. The file has the header {@code
 * time,symbol,price,volume}, and lines sorted by time, which is ISO 8601 with a zone or
 * milliseconds since 1970; blank lines are skipped. The first quote is due at the start. Quotes
 * keep their recorded times. The file is read as quotes become due, one line ahead, and closed at
 * its end. Owned by one thread.
 */
public final class CsvReplay implements QuoteSource, Closeable {
  /** Maximum quotes returned by one call; a replay that is behind returns the rest later. */
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
   * Creates a replay of a reader, and closes the reader.
   *
   * @param speed how much faster than recorded: 1 is the recorded pace, 60 is a minute per second
   * @throws IllegalArgumentException unless the speed is positive and finite
   */
  public CsvReplay(Reader reader, Instant start, double speed) {
    this(reader, start, speed, Instant.MIN);
  }

  /**
   * Creates a replay that continues after a recorded time: the first quote after it is due at the
   * start. The first call reads the file up to there.
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
   *     than the one before; the replay then ends, since continuing would hide the gap
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

  /**
   * Returns how much of the recording has been played by then: at most 292 years, the limit of a
   * long.
   */
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

  /** Returns the next quote in the file; null at its end, and where it cannot be read. */
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

  /** Ends the replay at a problem, which is thrown after everything read before it was returned. */
  private void stop(RuntimeException found) {
    ended = true;
    problem = found;
    try {
      recording.close();
    } catch (IOException e) {
      found.addSuppressed(e);
    }
  }

  /** Whether everything was returned, or the replay ended at a problem, or was closed. */
  @Override
  public boolean done() {
    return ended && ahead == null && problem == null;
  }

  @Override
  public String label() {
    return "recorded";
  }

  /** Ends the replay, even if more was to come. */
  @Override
  public void close() throws IOException {
    ended = true;
    ahead = null;
    problem = null;
    recording.close();
  }
}
