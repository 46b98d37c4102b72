package dev.freshet.showcase.market;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a file one by one, none longer than a limit. {@link BufferedReader#readLine}
 * would load a file without line ends into memory as a whole.
 */
final class CsvLines implements Closeable {
  /**
   * Maximum characters of a line. A time, a symbol, a price and a volume have at most about 100.
   */
  static final int MAX_LENGTH = 256;

  private final BufferedReader reader;
  private long number;

  CsvLines(Reader reader) {
    this.reader = new BufferedReader(reader);
  }

  /** Returns the number of the last line read, from 1. */
  long number() {
    return number;
  }

  /**
   * Returns the next line without its end, LF or CR LF; null after the last.
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
