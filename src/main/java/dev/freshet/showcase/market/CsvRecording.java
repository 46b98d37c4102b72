package dev.freshet.showcase.market;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The quotes of a file, which must be sorted by time. Owned by one thread. */
final class CsvRecording implements Closeable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CsvLines lines;
  private boolean begun;
  private Instant latest = Instant.MIN;

  CsvRecording(Reader reader) {
    this.lines = new CsvLines(reader);
  }

  /**
   * Returns the next quote; null after the last.
   *
   * @throws CsvException if there is no header, or the line cannot be read or is out of order
   */
  @Nullable Quote next() throws IOException {
    if (!begun) {
      begun = true;
      readHeader();
    }
    String line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    return line == null ? null : inOrder(CsvQuote.parse(lines.number(), line));
  }

  private void readHeader() throws IOException {
    String line = lines.next();
    if (line != null && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
      line = line.substring(1);
    }
    if (!CsvQuote.HEADER.equals(line)) {
      throw new CsvException(1, "The header must be " + CsvQuote.HEADER);
    }
  }

  private Quote inOrder(Quote quote) {
    if (quote.time().isBefore(latest)) {
      throw new CsvException(lines.number(), "The time is before that of the quote above");
    }
    latest = quote.time();
    return quote;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
