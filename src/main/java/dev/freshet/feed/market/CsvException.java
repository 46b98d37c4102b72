package dev.freshet.feed.market;

/** A line of a file of quotes that cannot be read. Its message names the line, from 1. */
public final class CsvException extends RuntimeException {
  private final long line;

  CsvException(long line, String problem) {
    super("Line " + line + ": " + problem);
    this.line = line;
  }

  /** Which line it is; the header is line 1. */
  public long line() {
    return line;
  }
}
