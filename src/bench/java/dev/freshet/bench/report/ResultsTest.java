package dev.freshet.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final Results results = new Results();

  @Test
  void ratio_isOfTheSameRun() {
    add("freshet", 1, 10);
    add("nchan", 1, 5);
    add("freshet", 2, 100);
    add("nchan", 2, 25);
    add("freshet", 3, 90);
    add("nchan", 3, 10);
    assertThat(results.ratio("p", "freshet", "nchan", Figure.CPU)).hasValue(4);
    assertThat(results.median("p", "nchan", Figure.CPU)).hasValue(10);
  }

  @Test
  void failedRuns_doNotCount() {
    results.add(
        new Measurement("s", "p", "freshet", 1, Map.of(Figure.CPU.key(), 1.0), List.of("lost")));
    assertThat(results.median("p", "freshet", Figure.CPU)).isEmpty();
    assertThat(results.failedOf("freshet")).hasSize(1);
    assertThat(new Table(results).toString()).contains("0 of 1");
  }

  private void add(String peer, int run, double cpu) {
    results.add(new Measurement("s", "p", peer, run, Map.of(Figure.CPU.key(), cpu), List.of()));
  }

  @Test
  void table_withServletOutputBeside_tellsBothRatiosToOthers() {
    add("freshet", 1, 10);
    add("freshet-servlet", 1, 13);
    add("nchan", 1, 10);

    assertThat(new Table(results).toString())
        .contains("freshet ÷ freshet-servlet", "freshet ÷ nchan", "freshet-servlet ÷ nchan")
        .doesNotContain("freshet-servlet ÷ freshet ")
        .containsPattern("freshet-servlet ÷ nchan .* 1.300 ×");
  }
}
