package dev.freshet.feed.market;

import dev.freshet.json.Members;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The times of quotes in JSON. */
final class Times {
  private Times() {}

  /**
   * Milliseconds since 1970, or ISO 8601 with a zone. Cut to milliseconds.
   *
   * @throws dev.freshet.json.InvalidMemberException if it is none, or not of our time
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
      // Said below.
    }
    throw members.wrong(name, "milliseconds since 1970, or ISO 8601 with a zone");
  }
}
