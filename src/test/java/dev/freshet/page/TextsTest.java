package dev.freshet.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundles of texts say the same in each language, and the pages ask for nothing else. */
class TextsTest {
  private static final Path BUNDLES = Path.of("src/main/resources/dev/freshet/page");
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Pattern PLACE = Pattern.compile("\\{\\d\\}");
  private static final Pattern ASKED = Pattern.compile("(?<!#)\\btext\\(\\s*\"([^\"]+)\"");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(BUNDLES)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith("_de.properties"))
          .map(name -> name.replace("_de.properties", ""))
          .sorted()
          .toList();
    }
  }

  private static Map<String, String> read(String file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(file), UTF_8)) {
      texts.load(reader);
    }
    Map<String, String> map = new TreeMap<>();
    texts.stringPropertyNames().forEach(key -> map.put(key, texts.getProperty(key)));
    return map;
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void german_saysAllThatEnglishDoes_withTheSamePlacesToFill(String name) throws IOException {
    Map<String, String> english = read(name + ".properties");
    Map<String, String> german = read(name + "_de.properties");

    assertThat(german.keySet()).isEqualTo(english.keySet());
    english.forEach(
        (key, text) ->
            assertThat(places(String.valueOf(german.get(key)))).as(key).isEqualTo(places(text)));
  }

  @Test
  void textThatAScriptAsksFor_isThere() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (String name : names()) {
      all.putAll(read(name + ".properties"));
    }
    try (Stream<Path> files = Files.walk(PAGES.resolve("assets"))) {
      for (Path script : files.filter(path -> path.toString().endsWith(".js")).toList()) {
        ASKED
            .matcher(Files.readString(script))
            .results()
            .forEach(key -> assertThat(all).as("%s", script).containsKey("js." + key.group(1)));
      }
    }
  }
}
