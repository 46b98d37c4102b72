package dev.freshet.feed.market;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, one after the other, none longer than a limit. {@link
 * BufferedReader#readLine} would take a file without line ends into memory whole.
 */
final class CsvLines implements Closeable {
  /** Characters of a line. A time, a symbol, a price and a volume are some 100 at most. */
  static final int MAX_LENGTH = 256;

  private final BufferedReader reader;
  private long number;

  CsvLines(Reader reader) {
    this.reader = new BufferedReader(reader);
  }

  /** Which line was read last, from 1. */
  long number() {
    return number;
  }

  /**
   * The next line without its end, LF or CR LF; null after the last.
   *
   * @throws CsvException if it is too long
   */
  @Nullable String next() throws IOException {
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    number++;
    StringBuilder line = new StringBuilder();
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (line.length() == MAX_LENGTH) {
        throw new CsvException(number, "It is longer than " + MAX_LENGTH + " characters");
      }
      line.append((char) c);
    }
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
