package dev.freshet.showcase.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * Parses a line {@code time,symbol,price,volume} as a quote whose bid and ask equal the price.
 * Fields are neither quoted nor padded. Errors do not quote the field, which may contain anything.
 */
final class CsvQuote {
  static final String HEADER = "time,symbol,price,volume";

  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?[0-9]{1,15}");

  /** No exponents: a few characters would become a number of a gigabyte. */
  private static final Pattern PRICE = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

  private static final Pattern VOLUME = Pattern.compile("[0-9]{1,13}");

  /** Far enough from the limits of an Instant that sums do not overflow. */
  static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private CsvQuote() {}

  /**
   * Parses the line with this number.
   *
   * @throws CsvException if it cannot be read
   */
  static Quote parse(long number, String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != 4) {
      throw new CsvException(number, "It has " + fields.length + " fields instead of 4");
    }
    Instant time = time(number, fields[0]);
    if (!PRICE.matcher(fields[2]).matches()) {
      throw new CsvException(number, "The price is not a decimal number");
    }
    if (!VOLUME.matcher(fields[3]).matches()) {
      throw new CsvException(number, "The volume is not a whole number");
    }
    BigDecimal price = new BigDecimal(fields[2]);
    try {
      return new Quote(fields[1], time, price, price, price, Long.parseLong(fields[3]));
    } catch (IllegalArgumentException e) {
      throw new CsvException(number, String.valueOf(e.getMessage()));
    }
  }

  private static Instant time(long number, String field) {
    Instant time;
    try {
      time =
          EPOCH_MILLIS.matcher(field).matches()
              ? Instant.ofEpochMilli(Long.parseLong(field))
              : Instant.parse(field);
    } catch (DateTimeParseException e) {
      throw new CsvException(number, "The time is neither ISO 8601 with a zone nor milliseconds");
    }
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new CsvException(number, "The time is not in the years 1 to 9999");
    }
    return time;
  }
}
