package dev.freshet.showcase.market;

import dev.freshet.json.Members;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reads the times of quotes from JSON. */
final class Times {
  private Times() {}

  /**
   * Reads milliseconds since 1970, or ISO 8601 with a zone. Truncated to milliseconds.
   *
   * @throws dev.freshet.json.InvalidMemberException if it is not a time, or out of range
   */
  static Instant read(Members members, String name) {
    try {
      Instant time =
          members.isText(name)
              ? Instant.parse(members.needText(name))
              : Instant.ofEpochMilli(members.needWhole(name));
      if (!time.isBefore(CsvQuote.EARLIEST) && !time.isAfter(CsvQuote.LATEST)) {
        return time.truncatedTo(ChronoUnit.MILLIS);
      }
    } catch (DateTimeException e) {
      // Reported below.
    }
    throw members.wrong(name, "milliseconds since 1970, or ISO 8601 with a zone");
  }
}
