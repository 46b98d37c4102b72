package dev.freshet.showcase.social;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the hashtags and mentions in a text, in linear time. */
final class Links {
  /** Maximum links of a post; further ones remain plain text. */
  static final int MOST = 20;

  private static final int LONGEST_TAG = 50;

  private final String text;
  private final Function<String, @Nullable Person> people;
  private final List<Link> found = new ArrayList<>();

  private Links(String text, Function<String, @Nullable Person> people) {
    this.text = text;
    this.people = people;
  }

  /**
   * Returns the links, in order.
   *
   * @param people finds the person with a name, or returns null
   */
  static List<Link> find(String text, Function<String, @Nullable Person> people) {
    Links links = new Links(text, people);
    int at = 0;
    while (at < text.length() && links.found.size() < MOST) {
      at = links.step(at);
    }
    return List.copyOf(links.found);
  }

  /**
   * Returns the tag as in topics.
   *
   * @throws RefusedException if it is not a tag
   */
  static String tag(String wish) {
    String tag = Fold.of(wish.startsWith("#") ? wish.substring(1) : wish);
    if (!isTag(tag)) {
      throw RefusedException.invalid(
          "A tag has 1 to " + LONGEST_TAG + " letters, digits and _, and not digits alone.");
    }
    return tag;
  }

  private static boolean isTag(String tag) {
    return tag.length() <= LONGEST_TAG
        && tag.codePoints().allMatch(Names::isWord)
        && tag.codePoints().anyMatch(Character::isLetter);
  }

  /** Examines what begins at a position; returns where to continue. */
  private int step(int at) {
    char sign = text.charAt(at);
    if ((sign != '#' && sign != '@') || !mayBegin(at)) {
      return at + 1;
    }
    return sign == '#' ? tagAt(at) : mentionAt(at);
  }

  /** Whether a link may begin here: not within a word, an address or a path. */
  private boolean mayBegin(int at) {
    if (at == 0) {
      return true;
    }
    int before = text.codePointBefore(at);
    return !Names.isWord(before) && ".-/@#&".indexOf(before) < 0;
  }

  private int tagAt(int at) {
    int end = at + 1;
    while (end < text.length() && Names.isWord(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    String tag = Fold.of(text.substring(at + 1, end));
    if (isTag(tag)) {
      found.add(new Link(at, end, Link.Kind.TAG, tag));
    }
    return end;
  }

  /** Adds a mention. A full stop after a name is not part of it. */
  private int mentionAt(int at) {
    int end = at + 1;
    while (end < text.length() && Names.isPart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    int last = end;
    while (last > at + 1 && ".-".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    Person person = people.apply(text.substring(at + 1, last));
    if (person != null) {
      found.add(new Link(at, last, Link.Kind.PERSON, person.id()));
    }
    return Math.max(last, at + 1);
  }
}
