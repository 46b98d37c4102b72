package dev.freshet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every row about the protocol names a test that there is, or says why there is none. */
class MercureDocumentationTest {
  private static final Path PAGE = Path.of("src/site/markdown/mercure.md");
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+)(\u2026?))?`");

  private static List<String> rows() throws IOException {
    try (Stream<String> lines = Files.lines(PAGE)) {
      return lines
          .filter(line -> line.startsWith("| "))
          .filter(line -> line.split("\\|", -1).length == 5)
          .filter(line -> !line.contains("| here |"))
          .filter(line -> !line.contains("| with `FRESHET_REFERENCE_STATUS` |"))
          .filter(line -> !line.matches(".* \\| \\d{3} \\|"))
          .toList();
    }
  }

  private static String source(String testClass) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      Path found =
          files
              .filter(file -> file.getFileName().toString().equals(testClass + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("There is no " + testClass));
      return Files.readString(found);
    }
  }

  @Test
  void tests_thatAreNamed_areThere() throws IOException {
    List<String> missing = new ArrayList<>();
    Matcher named = NAMED.matcher(Files.readString(PAGE));
    int count = 0;
    while (named.find()) {
      count++;
      String method = named.group(2) == null ? "class " + named.group(1) : named.group(2);
      if (!source(named.group(1)).contains(method)) {
        missing.add(named.group());
      }
    }

    assertThat(count).isGreaterThan(80);
    assertThat(missing).isEmpty();
  }

  @Test
  void rows_nameATestOrSayWhatIsNotSupported() throws IOException {
    List<String> rows = rows();

    assertThat(rows).hasSizeGreaterThan(80);
    assertThat(rows.stream().filter(row -> !isShown(row) && !isDenied(row))).isEmpty();
  }

  private static boolean isShown(String row) {
    return NAMED.matcher(row).find()
        || row.contains("the same")
        || row.contains("all in-container tests");
  }

  private static boolean isDenied(String row) {
    return row.contains("not supported") || row.endsWith("| \u2013 |");
  }
}
