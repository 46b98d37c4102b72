package dev.freshet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The written settings are those of the code. */
class SettingsDocumentationTest {
  private static final Path PAGES = Path.of("src", "site", "markdown");
  private static final Path CONFIGURATION = PAGES.resolve("configuration.md");

  private static final Pattern ROW =
      Pattern.compile("^\\| `(FRESHET_[A-Z_]+)` \\| `([a-z.]+)` \\|.*$", Pattern.MULTILINE);

  /** A row whose last cell begins with a value. */
  private static final Pattern DEFAULT =
      Pattern.compile("^\\| `(FRESHET_[A-Z_]+)` .*\\| `([^`|]+)`[^|]*\\|$", Pattern.MULTILINE);

  /** A name; not the start of several, such as {@code FRESHET_LOG_*}. */
  private static final Pattern NAME = Pattern.compile("\\bFRESHET_[A-Z]+(?:_[A-Z]+)*\\b(?![_*])");

  private static Map<String, String> settings() {
    return AllSettings.read(name -> null, name -> null).shown();
  }

  private static Map<String, String> rows() throws IOException {
    return ROW.matcher(Files.readString(CONFIGURATION))
        .results()
        .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
  }

  @Test
  void configurationPage_hasARowForEachSetting_andNoOther() throws IOException {
    assertThat(rows().keySet()).isEqualTo(settings().keySet());
  }

  @Test
  void configurationPage_namesThePropertyOfEachSetting() throws IOException {
    rows()
        .forEach(
            (name, property) ->
                assertThat(property).isEqualTo(name.toLowerCase(Locale.ROOT).replace('_', '.')));
  }

  @Test
  void configurationPage_saysTheDefaults() throws IOException {
    Map<String, String> written =
        DEFAULT
            .matcher(Files.readString(CONFIGURATION))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    Settings documented = AllSettings.read(name -> null, written::get);
    Settings defaults = AllSettings.read(name -> null, name -> null);

    assertThat(written).hasSizeGreaterThan(10);
    assertThat(documented.hub()).isEqualTo(defaults.hub());
    assertThat(documented.http()).isEqualTo(defaults.http());
    assertThat(documented.log()).isEqualTo(defaults.log());
    assertThat(documented.redisChannels()).isEqualTo(defaults.redisChannels());
    assertThat(defaults.shown())
        .containsEntry("FRESHET_PUBLISHER_ALG", written.get("FRESHET_PUBLISHER_ALG"))
        .containsEntry("FRESHET_SUBSCRIBER_ALG", written.get("FRESHET_SUBSCRIBER_ALG"));
  }

  @Test
  void everyPage_namesOnlySettingsThatExist() throws IOException {
    Set<String> named = new TreeSet<>();
    try (Stream<Path> pages = Files.walk(PAGES)) {
      for (Path page : Stream.concat(Stream.of(Path.of("README.md")), pages).toList()) {
        if (page.toString().endsWith(".md")) {
          NAME.matcher(Files.readString(page))
              .results()
              .map(MatchResult::group)
              .forEach(named::add);
        }
      }
    }

    assertThat(named).isNotEmpty();
    assertThat(settings().keySet()).containsAll(named);
  }
}
