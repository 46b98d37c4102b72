package dev.freshet.showcase.market;

import static dev.freshet.showcase.market.Quotes.replay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken, or made to break the reader. */
class CsvReplayHardeningTest {
  private static final Instant START = Instant.parse("2030-06-01T00:00:00Z");
  private static final Instant END = START.plusSeconds(3600);
  private static final String HEADER = "time,symbol,price,volume\n";
  private static final String GOOD = "2024-01-02T14:30:00Z,ACME,185.50,300\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        ",,,",
        "2024-01-02T14:30:00Z,ACME,1.00",
        "2024-01-02T14:30:00Z,ACME,1.00,1,1",
        "2024-01-02T14:30:00Z,ACME,1,00,1",
        "2024-01-02T14:30:00Z;ACME;1.00;1",
        "\"2024-01-02T14:30:00Z\",ACME,1.00,1",
        "2024-01-02,ACME,1.00,1",
        "2024-01-02T14:30:00,ACME,1.00,1",
        "2024-13-02T14:30:00Z,ACME,1.00,1",
        "+1000000000-12-31T23:59:59Z,ACME,1.00,1",
        "-0001-01-01T00:00:00Z,ACME,1.00,1",
        "999999999999999,ACME,1.00,1",
        "9999999999999999999,ACME,1.00,1",
        "1e12,ACME,1.00,1",
        "2024-01-02T14:30:00Z,acme,1.00,1",
        "2024-01-02T14:30:00Z,,1.00,1",
        "2024-01-02T14:30:00Z,A\u0000,1.00,1",
        "2024-01-02T14:30:00Z,=CMD(),1.00,1",
        "2024-01-02T14:30:00Z,ACME,0,1",
        "2024-01-02T14:30:00Z,ACME,-1.00,1",
        "2024-01-02T14:30:00Z,ACME,NaN,1",
        "2024-01-02T14:30:00Z,ACME,1E+999999999,1",
        "2024-01-02T14:30:00Z,ACME,0x1p3,1",
        "2024-01-02T14:30:00Z,ACME,1234567890123456789,1",
        "2024-01-02T14:30:00Z,ACME,١.٠٠,1",
        "2024-01-02T14:30:00Z,ACME,,1",
        "2024-01-02T14:30:00Z,ACME, 1.00,1",
        "2024-01-02T14:30:00Z,ACME,1.00,-1",
        "2024-01-02T14:30:00Z,ACME,1.00,1.5",
        "2024-01-02T14:30:00Z,ACME,1.00,",
        "2024-01-02T14:30:00Z,ACME,1.00,1000000000001",
        "2024-01-02T14:30:00Z,ACME,1.00,99999999999999999999",
        "2024-01-02T14:29:59Z,ACME,1.00,1",
        "1704205799999,ACME,1.00,1"
      })
  void next_badLine_namesItAfterTheQuotesBeforeIt(String bad) {
    CsvReplay replay = replay(HEADER + GOOD + "\n" + bad + "\n" + GOOD, START, 1);
    assertThat(replay.next(END)).hasSize(1);
    assertThat(replay.done()).isFalse();
    CsvException thrown = catchThrowableOfType(CsvException.class, () -> replay.next(END));
    assertThat(thrown.line()).isEqualTo(4);
    assertThat(thrown).hasMessageStartingWith("Line 4: ");
    assertThat(replay.done()).isTrue();
    assertThat(replay.next(END)).isEmpty();
  }

  @Test
  void next_badLine_isNotRepeatedInTheMessage() {
    CsvReplay replay = replay(HEADER + "<script>,ACME,1.00,1", START, 1);
    assertThatThrownBy(() -> replay.next(END)).message().doesNotContain("script");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        GOOD,
        "time,symbol,price\n",
        "Time,Symbol,Price,Volume\n",
        "time;symbol;price;volume\n",
        "\uFEFF\uFEFFtime,symbol,price,volume\n"
      })
  void next_withoutTheHeader_namesLineOne(String csv) {
    CsvReplay replay = replay(csv, START, 1);
    assertThatThrownBy(() -> replay.next(END))
        .isInstanceOf(CsvException.class)
        .hasMessageStartingWith("Line 1: The header must be");
  }

  /** Would fill the memory if the line were read to its end. */
  @Test
  void next_lineWithoutEnd_isRefusedAtTheLimit() {
    CsvReplay replay = new CsvReplay(new Endless(), START, 1);
    assertThatThrownBy(() -> replay.next(END)).hasMessageContaining("longer than 256");
  }

  @Test
  void next_readerFails_saysSoOnceAfterTheQuotesBeforeIt() {
    CsvReplay replay = new CsvReplay(new Failing(HEADER + GOOD), START, 1);
    assertThat(replay.next(END)).hasSize(1);
    assertThatThrownBy(() -> replay.next(END))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("Disk gone")
        .satisfies(e -> assertThat(e.getCause()).isNotNull());
    assertThat(replay.done()).isTrue();
  }

  @Test
  void next_timesAtTheEndsOfTheCalendar_areGivenInOrder() {
    String csv = HEADER + "0001-01-01T00:00:00Z,ACME,1,1\n9999-12-31T23:59:59Z,ACME,1,1\n";
    CsvReplay replay = replay(csv, START, 1e300);
    assertThat(replay.next(START)).hasSize(1);
    assertThat(replay.next(Instant.MAX)).isEmpty();
    assertThat(replay.done()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void new_speedThatIsNone_isRefused(double speed) {
    assertThatIllegalArgumentException().isThrownBy(() -> replay(HEADER, START, speed));
  }

  private static final class Endless extends Reader {
    @Override
    public int read(char[] into, int from, int length) {
      into[from] = '7';
      return 1;
    }

    @Override
    public void close() {}
  }

  /** Gives its text, then fails. */
  private static final class Failing extends Reader {
    private String pending;

    Failing(String pending) {
      this.pending = pending;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
      if (pending.isEmpty()) {
        throw new IOException("Disk gone");
      }
      into[from] = pending.charAt(0);
      pending = pending.substring(1);
      return 1;
    }

    @Override
    public void close() {}
  }
}
