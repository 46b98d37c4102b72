package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.testing.FuzzInput;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;

/** Reads any text as recorded quotes, with the header or without. */
class CsvRecordingFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void next_anyText_isReadOrRefused(byte[] input) throws IOException {
    String text = FuzzInput.text(input);
    read(text);
    read(CsvQuote.HEADER + "\n" + text);
  }

  private static void read(String text) throws IOException {
    long lines = text.chars().filter(c -> c == '\n').count() + 1;
    Instant latest = CsvQuote.EARLIEST;
    try (CsvRecording recording = new CsvRecording(new StringReader(text))) {
      int count = 0;
      for (Quote quote = recording.next(); quote != null; quote = recording.next()) {
        assertThat(quote.time()).isBetween(latest, CsvQuote.LATEST);
        assertThat(quote.price().signum()).isPositive();
        assertThat(++count).isLessThan((int) lines);
        latest = quote.time();
      }
    } catch (CsvException refused) {
      assertThat(refused.line()).isBetween(1L, lines);
      assertThat(refused.getMessage()).hasSizeLessThan(150);
    }
  }
}
