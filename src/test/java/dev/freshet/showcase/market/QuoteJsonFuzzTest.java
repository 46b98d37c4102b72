package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.json.Json;
import dev.freshet.testing.FuzzInput;

/** Reads any text as a quote that somebody published, and writes what was read. */
class QuoteJsonFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void read_anyText_isReadOrRefused(byte[] input) {
    Quote quote;
    try {
      quote = QuoteJson.read(Json.object(FuzzInput.text(input)));
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
      return;
    }

    String written = QuoteJson.write(quote, quote.price(), Origin.RECORDED).build().toString();
    assertThat(QuoteJson.read(Json.object(written))).isEqualTo(quote);
  }
}
