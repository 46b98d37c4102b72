package dev.freshet.showcase.market;

/** Thrown for a line of a quote file that cannot be read. Its message names the line, from 1. */
public final class CsvException extends RuntimeException {
  private final long line;

  CsvException(long line, String problem) {
    super("Line " + line + ": " + problem);
    this.line = line;
  }

  /** Returns the number of the line; the header is line 1. */
  public long line() {
    return line;
  }
}
