package dev.freshet.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of one load with one peer gave.
 *
 * @param figures by their names; see {@link Figure}
 * @param failures what was not as it should be; if there is any, the figures are of no use
 */
public record Measurement(
    String scenario,
    String point,
    String peer,
    int run,
    Map<String, Double> figures,
    List<String> failures) {

  public Measurement {
    figures = new LinkedHashMap<>(figures);
    failures = List.copyOf(failures);
  }

  public String title() {
    return scenario + ", " + point + ", " + peer + ", run " + run;
  }
}
