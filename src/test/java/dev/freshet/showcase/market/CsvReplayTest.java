package dev.freshet.showcase.market;

import static dev.freshet.showcase.market.Quotes.replay;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReplayTest {
  private static final Instant START = Instant.parse("2030-06-01T00:00:00Z");
  private static final String CSV =
      """
      time,symbol,price,volume
      2024-01-02T14:30:00Z,ACME,185.50,300
      2024-01-02T14:30:00Z,^GSPC,4745.20,0
      2024-01-02T14:30:10Z,ACME,185.55,100
      2024-01-02T14:31:00Z,ACME,185.45,200
      """;

  @Test
  void next_atTheStart_givesTheFirstQuotesWithTheTimeOfTheRecording() {
    Instant time = Instant.parse("2024-01-02T14:30:00Z");
    BigDecimal acme = new BigDecimal("185.50");
    BigDecimal index = new BigDecimal("4745.20");
    assertThat(replay(CSV, START, 1).next(START))
        .containsExactly(
            new Quote("ACME", time, acme, acme, acme, 300),
            new Quote("^GSPC", time, index, index, index, 0));
  }

  @Test
  void next_beforeTheStart_readsNothing() {
    CsvReplay replay = new CsvReplay(new Counting(Long.MAX_VALUE), START, 1);
    assertThat(replay.next(START.minusNanos(1))).isEmpty();
  }

  @Test
  void next_atTheSpeedOfTheRecording_keepsItsPace() {
    CsvReplay replay = replay(CSV, START, 1);
    assertThat(replay.next(START)).hasSize(2);
    assertThat(replay.next(START.plusMillis(9_999))).isEmpty();
    assertThat(replay.next(START.plusSeconds(10))).hasSize(1);
    assertThat(replay.next(START.plusSeconds(10))).isEmpty();
    assertThat(replay.next(START.plusSeconds(60))).hasSize(1);
  }

  // Ten seconds at 20 times the speed are half a second; a minute is three.
  @Test
  void next_faster_shortensTheTimesBetween() {
    CsvReplay replay = replay(CSV, START, 20);
    assertThat(replay.next(START.plusMillis(499))).hasSize(2);
    assertThat(replay.next(START.plusMillis(500))).hasSize(1);
    assertThat(replay.next(START.plusMillis(2_999))).isEmpty();
    assertThat(replay.next(START.plusMillis(3_000))).hasSize(1);
  }

  @Test
  void next_slower_lengthensTheTimesBetween() {
    CsvReplay replay = replay(CSV, START, 0.5);
    assertThat(replay.next(START.plusMillis(19_999))).hasSize(2);
    assertThat(replay.next(START.plusSeconds(20))).hasSize(1);
  }

  @Test
  void next_epochMillis_isTheSameAsIso() {
    String millis =
        """
        time,symbol,price,volume
        1704205800000,ACME,185.50,300
        1704205800000,^GSPC,4745.20,0
        1704205810000,ACME,185.55,100
        1704205860000,ACME,185.45,200
        """;
    Instant end = START.plusSeconds(60);
    assertThat(replay(millis, START, 1).next(end)).isEqualTo(replay(CSV, START, 1).next(end));
  }

  @Test
  void next_windowsLineEndsByteOrderMarkAndBlankLines_isTheSame() {
    String windows = "\uFEFF" + CSV.replace("\n", "\r\n") + "\r\n \r\n";
    Instant end = START.plusSeconds(60);
    assertThat(replay(windows, START, 1).next(end)).isEqualTo(replay(CSV, START, 1).next(end));
  }

  @Test
  void done_onlyWhenAllWasGiven() {
    CsvReplay replay = replay(CSV, START, 1);
    replay.next(START.plusSeconds(59));
    assertThat(replay.done()).isFalse();
    replay.next(START.plusSeconds(60));
    assertThat(replay.done()).isTrue();
    assertThat(replay.next(START.plusSeconds(9999))).isEmpty();
  }

  @Test
  void done_headerOnly_isDoneAtOnce() {
    CsvReplay replay = replay("time,symbol,price,volume", START, 1);
    assertThat(replay.next(START)).isEmpty();
    assertThat(replay.done()).isTrue();
  }

  @Test
  void close_beforeTheEnd_endsIt() throws IOException {
    CsvReplay replay = replay(CSV, START, 1);
    replay.next(START);
    replay.close();
    assertThat(replay.done()).isTrue();
    assertThat(replay.next(START.plusSeconds(60))).isEmpty();
  }

  @Test
  void label_doesNotClaimToBeLive() {
    assertThat(replay(CSV, START, 1).label()).isEqualTo("recorded");
  }

  /** A file of a quote a second without end: only what is due is read, and one buffer. */
  @Test
  void next_endlessFile_readsOnlyWhatIsDue() {
    Counting file = new Counting(Long.MAX_VALUE);
    CsvReplay replay = new CsvReplay(file, START, 1);
    assertThat(replay.next(START.plusSeconds(99))).hasSize(100);
    assertThat(file.read).isLessThan(100_000);
  }

  @Test
  void next_farBehind_givesAPartAndThenTheRest() {
    CsvReplay replay = new CsvReplay(new Counting(CsvReplay.MAX_BATCH + 5), START, 1);
    Instant end = START.plus(Duration.ofDays(365_000));
    List<Quote> part = replay.next(end);
    assertThat(part).hasSize(CsvReplay.MAX_BATCH);
    assertThat(replay.done()).isFalse();
    assertThat(replay.next(end)).hasSize(5);
    assertThat(replay.done()).isTrue();
  }

  /** Makes up lines while they are read. */
  private static final class Counting extends Reader {
    private final long lines;
    private String pending = "time,symbol,price,volume\n";
    private long line;
    private long read;

    Counting(long lines) {
      this.lines = lines;
    }

    @Override
    public int read(char[] into, int from, int length) {
      if (pending.isEmpty() && line < lines) {
        pending = line++ * 1000 + ",ACME,1.00,1\n";
      }
      if (pending.isEmpty()) {
        return -1;
      }
      int count = Math.min(length, pending.length());
      pending.getChars(0, count, into, from);
      pending = pending.substring(count);
      read += count;
      return count;
    }

    @Override
    public void close() {}
  }
}
