package dev.freshet.showcase.social;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rules for people's names. A name follows an {@code @}, so it has no spaces; and no name may
 * imitate another.
 */
final class Names {
  static final int FEWEST = 2;
  static final int MOST = 32;

  /** More marks on one letter would reach into other lines. */
  private static final int MOST_MARKS = 2;

  /** Scripts that are written together. Common characters (digits, marks) are in no list. */
  private static final List<Set<UnicodeScript>> TOGETHER =
      List.of(
          EnumSet.of(
              UnicodeScript.LATIN,
              UnicodeScript.HAN,
              UnicodeScript.HIRAGANA,
              UnicodeScript.KATAKANA),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

  private Names() {}

  /**
   * Returns the name as it is stored.
   *
   * @throws RefusedException if the name is not allowed
   */
  static String clean(String wish) {
    String name = Normalizer.normalize(wish.strip(), Form.NFC);
    int length = name.codePointCount(0, name.length());
    if (length < FEWEST || length > MOST) {
      throw RefusedException.invalid(
          "A name has " + FEWEST + " to " + MOST + " characters; this one has " + length + ".");
    }
    name.codePoints().filter(c -> !isPart(c)).findFirst().ifPresent(Names::refuse);
    if (!Character.isLetterOrDigit(name.codePointAt(0)) || ".-".indexOf(last(name)) >= 0) {
      throw RefusedException.invalid(
          "A name begins with a letter or a digit, and does not end with . or -");
    }
    checkScripts(name);
    checkMarks(name);
    return name;
  }

  private static char last(String name) {
    return name.charAt(name.length() - 1);
  }

  private static void refuse(int codePoint) {
    throw RefusedException.invalid(
        String.format(
            "A name has only letters, digits and . _ - in it; this one has U+%04X.", codePoint));
  }

  /** Whether a character may occur in a name. */
  static boolean isPart(int codePoint) {
    return isWord(codePoint) || codePoint == '.' || codePoint == '-';
  }

  /**
   * Whether a character is part of a word: spaces, symbols, control and format characters are not.
   */
  static boolean isWord(int codePoint) {
    return codePoint == '_'
        || Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.NON_SPACING_MARK
        || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
  }

  /** Rejects mixed scripts: a Cyrillic letter among Latin ones looks like one of them. */
  private static void checkScripts(String name) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    name.codePoints().forEach(c -> scripts.add(UnicodeScript.of(c)));
    scripts.remove(UnicodeScript.COMMON);
    scripts.remove(UnicodeScript.INHERITED);
    if (scripts.size() > 1 && TOGETHER.stream().noneMatch(all -> all.containsAll(scripts))) {
      throw RefusedException.invalid(
          "The letters of a name are of one script; these are of " + scripts + ".");
    }
  }

  private static void checkMarks(String name) {
    int marks = 0;
    for (int c : name.codePoints().toArray()) {
      marks = Character.getType(c) == Character.NON_SPACING_MARK ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        throw RefusedException.invalid("A letter of a name has at most two marks.");
      }
    }
  }
}
