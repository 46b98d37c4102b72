package dev.freshet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The links between the pages of the documentation. */
class LinksDocumentationTest {
  private static final Path PAGES = Path.of("src", "site", "markdown");
  private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
  private static final Pattern LINK_IN_HEADING = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> pages = Files.walk(PAGES)) {
      return Stream.concat(top, pages).filter(path -> path.toString().endsWith(".md")).toList();
    }
  }

  private static String text(Path page) {
    try {
      return CODE.matcher(Files.readString(page)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The anchors of a page's headings, as code hosts make them. */
  private static Set<String> anchors(Path page) {
    return HEADING
        .matcher(text(page))
        .results()
        .map(heading -> LINK_IN_HEADING.matcher(heading.group(1)).replaceAll("$1"))
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", ""))
        .map(heading -> heading.strip().replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static boolean isBroken(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path folder = page.getParent();
    Path linked = folder == null ? Path.of(parts[0]) : folder.resolve(parts[0]).normalize();
    Path target = parts[0].isEmpty() ? page : linked;
    if (!Files.exists(target)) {
      return true;
    }
    return parts.length > 1
        && target.toString().endsWith(".md")
        && !anchors(target).contains(parts[1]);
  }

  @Test
  void everyLink_leadsToAPageAndAHeadingThatExist() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      List<String> found =
          LINK.matcher(text(page))
              .results()
              .map((MatchResult link) -> link.group(1))
              .filter(link -> !ELSEWHERE.matcher(link).matches())
              .toList();
      links += found.size();
      found.stream()
          .filter(link -> isBroken(page, link))
          .map(link -> page + ": " + link)
          .forEach(broken::add);
    }

    assertThat(links).isGreaterThan(100);
    assertThat(broken).isEmpty();
  }
}
