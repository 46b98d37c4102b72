package dev.freshet.showcase.market;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Quotes of ACME for the tests. */
final class Quotes {
  static final String SYMBOL = "ACME";

  private Quotes() {}

  /** A quote at that time of a day, such as 09:30:00. */
  static Quote at(String time, String price, long volume) {
    return of(Instant.parse("2024-01-02T" + time + "Z"), price, volume);
  }

  static Quote of(Instant time, String price, long volume) {
    BigDecimal exact = new BigDecimal(price);
    return new Quote(SYMBOL, time, exact, exact, exact, volume);
  }

  static List<BigDecimal> prices(String... prices) {
    return Stream.of(prices).map(BigDecimal::new).toList();
  }

  static CsvReplay replay(String csv, Instant start, double speed) {
    return new CsvReplay(new StringReader(csv), start, speed);
  }

  /** The two hours of minutes in the file beside the tests. */
  static List<Quote> recorded() throws IOException {
    try (Reader reader =
            new InputStreamReader(
                Objects.requireNonNull(Quotes.class.getResourceAsStream("acme-minutes.csv")),
                StandardCharsets.UTF_8);
        CsvReplay replay = new CsvReplay(reader, Instant.EPOCH, 1)) {
      return replay.next(Instant.EPOCH.plusSeconds(7200));
    }
  }
}
