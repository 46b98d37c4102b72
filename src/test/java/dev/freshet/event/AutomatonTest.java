package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares the automaton with a matcher that does what each element says, one after another. */
class AutomatonTest {
  private static final String ALPHABET = "ab%é";

  /** A part of a pattern, to be built, to be matched plainly, and to make texts from. */
  private interface Element {
    void build(AutomatonBuilder builder);

    /** Where the text may go on. */
    Set<Integer> after(String text, Set<Integer> from);

    String example(Random random);
  }

  private record Literal(String value) implements Element {
    @Override
    public void build(AutomatonBuilder builder) {
      builder.literal(value);
    }

    @Override
    public Set<Integer> after(String text, Set<Integer> from) {
      Set<Integer> ends = new TreeSet<>();
      from.stream()
          .filter(at -> text.startsWith(value, at))
          .map(at -> at + value.length())
          .forEach(ends::add);
      return ends;
    }

    @Override
    public String example(Random random) {
      return value;
    }
  }

  /** Characters of a class: one, or any number. */
  private record Span(CharClass chars, boolean any) implements Element {
    @Override
    public void build(AutomatonBuilder builder) {
      if (any) {
        builder.run(chars);
      } else {
        builder.one(chars);
      }
    }

    private boolean has(String text, int at) {
      return at < text.length()
          && (text.charAt(at) < CharClass.ASCII ? chars.hasAscii(text.charAt(at)) : chars.others());
    }

    @Override
    public Set<Integer> after(String text, Set<Integer> from) {
      Set<Integer> ends = new TreeSet<>(any ? from : Set.of());
      for (int at : from) {
        for (int end = at; has(text, end) && (any || end == at); end++) {
          ends.add(end + 1);
        }
      }
      return ends;
    }

    @Override
    public String example(Random random) {
      return randomText(random, any ? random.nextInt(3) : 1);
    }
  }

  private record Group(List<Element> content, boolean absent, boolean repeated) implements Element {
    @Override
    public void build(AutomatonBuilder builder) {
      builder.open();
      content.forEach(element -> element.build(builder));
      builder.close(absent, repeated);
    }

    @Override
    public Set<Integer> after(String text, Set<Integer> from) {
      Set<Integer> ends = all(content, text, from);
      boolean grows = repeated;
      while (grows) {
        grows = ends.addAll(all(content, text, ends));
      }
      ends.addAll(absent ? from : Set.of());
      return ends;
    }

    @Override
    public String example(Random random) {
      int times = (absent ? 0 : 1) + random.nextInt(repeated ? 3 : absent ? 2 : 1);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < times; i++) {
        content.forEach(element -> text.append(element.example(random)));
      }
      return text.toString();
    }
  }

  private static Set<Integer> all(List<Element> elements, String text, Set<Integer> from) {
    Set<Integer> at = new TreeSet<>(from);
    for (Element element : elements) {
      at = element.after(text, at);
    }
    return at;
  }

  private static String randomText(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static CharClass randomClass(Random random) {
    String chars = randomText(random, random.nextInt(3)).replace("é", "");
    return random.nextBoolean() ? CharClass.of(chars) : CharClass.allBut(chars);
  }

  private static Element random(Random random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> new Literal(randomText(random, 1 + random.nextInt(2)));
      case 2 -> new Span(randomClass(random), false);
      case 3 -> new Span(randomClass(random), true);
      default -> randomGroup(random);
    };
  }

  private static Group randomGroup(Random random) {
    boolean repeated = random.nextBoolean();
    List<Element> content = new ArrayList<>();
    if (repeated || random.nextBoolean()) {
      content.add(new Literal(randomText(random, 1 + random.nextInt(40) / 30 * 70)));
    }
    if (content.isEmpty() || random.nextBoolean()) {
      CharClass chars = randomClass(random);
      if (repeated || random.nextBoolean()) {
        content.add(new Span(chars, false));
      }
      content.add(new Span(chars, true));
      if (random.nextBoolean()) {
        content.add(new Literal(randomText(random, 1)));
      }
    }
    if (content.size() == 1 || content.get(0) instanceof Span) {
      content.add(new Literal("a"));
    }
    return new Group(content, random.nextBoolean() || !repeated, repeated);
  }

  private static String mutated(String text, Random random) {
    if (text.isEmpty() || random.nextInt(3) > 0) {
      return text;
    }
    int at = random.nextInt(text.length());
    return text.substring(0, at) + randomText(random, random.nextInt(3)) + text.substring(at + 1);
  }

  @Test
  void matches_anyPatternAndText_isWhatThePlainMatcherSays() {
    Random random = new Random(42);
    int matched = 0;
    for (int round = 0; round < 6000; round++) {
      List<Element> elements = new ArrayList<>();
      for (int i = random.nextInt(round % 10 == 0 ? 90 : 8); i >= 0; i--) {
        elements.add(random(random));
      }
      AutomatonBuilder builder = new AutomatonBuilder();
      elements.forEach(element -> element.build(builder));
      Automaton automaton = builder.build();
      for (int i = 0; i < 4; i++) {
        StringBuilder example = new StringBuilder();
        elements.forEach(element -> example.append(element.example(random)));
        String text = mutated(example.toString(), random);
        boolean expected = all(elements, text, Set.of(0)).contains(text.length());
        assertThat(automaton.matches(text)).as("%s on %s", elements, text).isEqualTo(expected);
        matched += expected ? 1 : 0;
      }
    }
    assertThat(matched).isBetween(4000, 20_000);
  }
}
