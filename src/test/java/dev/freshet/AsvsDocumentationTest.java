package dev.freshet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every test that the account of the ASVS names is there, and each result is one of those it knows.
 */
class AsvsDocumentationTest {
  private static final Path PAGE = Path.of("src/site/markdown/asvs.md");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d+\\.\\d+\\.\\d+\\S*)[^|]*\\|[^|]*\\| ([^|]*) \\| ([^|]*) \\|$");
  private static final Pattern RESULT =
      Pattern.compile("(met|partly|not met|not shown|operator)\\b.*");

  /** The sources of all test classes, by their names. */
  private static Map<String, Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  file -> file,
                  (first, second) -> first));
    }
  }

  private static List<Matcher> rows() throws IOException {
    return Files.readAllLines(PAGE).stream().map(ROW::matcher).filter(Matcher::matches).toList();
  }

  @Test
  void tests_thatAreNamed_areThere() throws IOException {
    Map<String, Path> sources = sources();
    List<String> missing = new ArrayList<>();
    Matcher named = NAMED.matcher(Files.readString(PAGE));
    int count = 0;
    while (named.find()) {
      count++;
      Path source = sources.get(named.group(1));
      String method = named.group(2);
      if (source == null
          || (method != null && !Files.readString(source).contains("void " + method + "("))) {
        missing.add(named.group());
      }
    }

    assertThat(count).isGreaterThan(100);
    assertThat(missing).isEmpty();
  }

  @Test
  void requirements_haveAResult_andThoseThatAreMetSayWhere() throws IOException {
    List<Matcher> rows = rows();

    assertThat(rows).hasSizeGreaterThan(120);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.group(2)).as(row.group(1)).matches(RESULT);
              boolean isBare = row.group(2).equals("met") && row.group(3).equals("\u2013");
              assertThat(isBare).as(row.group(1)).isFalse();
            });
  }

  @Test
  void requirements_areThereOnce() throws IOException {
    assertThat(rows().stream().map(row -> row.group(1))).doesNotHaveDuplicates();
  }
}
