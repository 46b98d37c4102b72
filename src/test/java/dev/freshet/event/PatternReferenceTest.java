package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares templates and URL patterns with the regular expressions that they stand for. */
class PatternReferenceTest {
  private static final String VALUE = "a-zA-Z0-9._~,\\-";
  private static final String ALL = VALUE + ":/?#\\[\\]@!$&'()*+;=";

  /** A piece of a pattern, with a mark for what must differ each time, and what it stands for. */
  private record Piece(String pattern, String regex) {}

  private static final List<Piece> TEMPLATE =
      List.of(
          new Piece("a", "a"),
          new Piece("/", "/"),
          new Piece(".b", "\\.b"),
          new Piece("é", "é"),
          new Piece("{v}", run(VALUE)),
          new Piece("{v*}", run(VALUE + "=")),
          new Piece("{+v}", run(ALL)),
          new Piece("{#v}", "(?:#" + run(ALL) + ")?"),
          new Piece("{/v}", "(?:/" + run(VALUE) + ")?"),
          new Piece("{/v,w}", "(?:/" + run(VALUE + "=/") + ")?"),
          new Piece("{.v}", "(?:\\." + run(VALUE) + ")?"),
          new Piece("{;v}", "(?:;" + run(VALUE + "=") + ")?"),
          new Piece("{?v,w}", "(?:\\?" + run(VALUE + "=&") + ")?"),
          new Piece("{&v}", "(?:&" + run(VALUE + "=") + ")?"));

  private static final List<Piece> PATH =
      List.of(
          new Piece("/a", "/a"),
          new Piece("-b", "-b"),
          new Piece("/:n_", "/[^/]+"),
          new Piece("-:n_", "-[^/]+"),
          new Piece("/:n_?", "(?:/[^/]+)?"),
          new Piece("/:n_+", "(?:/[^/]+)+"),
          new Piece("/:n_*", "(?:/[^/]+)*"),
          new Piece("/*", "/.*"),
          new Piece("/*?", "(?:/.*)?"),
          new Piece("-*+", "-.*"),
          new Piece("{/b}?", "(?:/b)?"),
          new Piece("{ab}+", "(?:ab)+"),
          new Piece("{a}*", "a*"),
          new Piece("{:n_}", "[^/]+"),
          new Piece("{:n_}*", "(?:[^/]+)*"),
          new Piece("{a:n_\\b}+", "(?:a[^/]+b)+"),
          new Piece("{-*a}*", "(?:-.*a)*"),
          new Piece("{*-}?", "(?:.*-)?"),
          new Piece("{b*}?", "(?:b.*)?"));

  private static String run(String chars) {
    return "(?:[" + chars + "]|%(?=[0-9A-Fa-f]{2}))*";
  }

  private static String text(Random random, String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private record Case(String pattern, Pattern regex) {
    static Case random(Random random, List<Piece> pieces, Piece start) {
      StringBuilder pattern = new StringBuilder(start.pattern());
      StringBuilder regex = new StringBuilder(start.regex());
      for (int i = random.nextInt(5); i >= 0; i--) {
        Piece piece = pieces.get(random.nextInt(pieces.size()));
        pattern.append(piece.pattern().replace("_", "" + i));
        regex.append(piece.regex());
      }
      return new Case(pattern.toString(), Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean matches(String text) {
      return regex.matcher(text).matches();
    }
  }

  @Test
  void template_anyTopic_matchesAsItsExpression() {
    Random random = new Random(7);
    int matched = 0;
    for (int i = 0; i < 5000; i++) {
      Case template = Case.random(random, TEMPLATE, new Piece("{v}", run(VALUE)));
      UriTemplate parsed = UriTemplate.parse(template.pattern()).orElseThrow();
      for (int j = 0; j < 10; j++) {
        String topic = text(random, "aab/.?#;&=%4,é", 6);
        boolean expected = template.matches(topic);
        assertThat(parsed.matches(topic)).as("%s on %s", template, topic).isEqualTo(expected);
        matched += expected ? 1 : 0;
      }
    }
    assertThat(matched).isGreaterThan(1000);
  }

  @Test
  void urlPattern_anyPath_matchesAsItsExpression() {
    Random random = new Random(7);
    int matched = 0;
    for (int i = 0; i < 5000; i++) {
      Case pattern = Case.random(random, PATH, new Piece("/q", "/q"));
      UrlPattern parsed = UrlPattern.parse(pattern.pattern());
      for (int j = 0; j < 10; j++) {
        String topic = "/q" + text(random, "aabb//-", 7);
        boolean expected = pattern.matches(topic);
        assertThat(parsed.matches(topic)).as("%s on %s", pattern, topic).isEqualTo(expected);
        matched += expected ? 1 : 0;
      }
    }
    assertThat(matched).isGreaterThan(1000);
  }
}
