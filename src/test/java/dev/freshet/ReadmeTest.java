package dev.freshet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.auth.Grants;
import dev.freshet.auth.TokenKey;
import dev.freshet.auth.TokenVerifier;
import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be pasted from the README works. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern KEY = Pattern.compile("^FRESHET_PUBLISHER_KEY='([^']+)' mvn$");
  private static final Pattern TOKEN = Pattern.compile("^TOKEN=(\\S+)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  private static String only(Pattern pattern) throws IOException {
    List<String> found =
        Files.readAllLines(README).stream()
            .map(pattern::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1))
            .toList();
    assertThat(found).as("lines like %s", pattern).hasSize(1);
    return found.get(0);
  }

  @Test
  void token_withTheKeyOfTheReadme_mayPublishAndSeeEverything() throws Exception {
    TokenVerifier verifier = new TokenVerifier(TokenKey.of("HS256", only(KEY)));

    Grants grants = verifier.verify(only(TOKEN));

    assertThat(grants.mayPublish(Event.of("chat", "Hello, world"))).isTrue();
    assertThat(grants.subscribe()).isEqualTo(Set.of(Selector.of("*")));
  }

  @Test
  void links_ofAllPages_leadToFiles() throws IOException {
    try (Stream<Path> pages = Files.walk(Path.of("src", "site", "markdown"))) {
      for (Path page : Stream.concat(Stream.of(README), pages).toList()) {
        if (page.toString().endsWith(".md")) {
          LINK.matcher(Files.readString(page))
              .results()
              .map(link -> page.resolveSibling(link.group(1)))
              .forEach(target -> assertThat(target).as("a link of %s", page).exists());
        }
      }
    }
  }
}
