package dev.freshet.showcase.social;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/**
 * The rules for a post's text. Control characters are refused. Invisible characters and characters
 * that change the text direction are dropped, so that a text cannot change how the page around it
 * reads.
 */
final class PostText {
  /** Maximum Unicode characters of a post. */
  static final int MOST = 500;

  /** More marks on one letter would reach into other posts. */
  private static final int MOST_MARKS = 4;

  /**
   * Examines each run of spaces once: otherwise a text of only spaces would take quadratic time.
   */
  private static final Pattern END_OF_LINE = Pattern.compile("(?<![ \\t])[ \\t]++\n");

  private PostText() {}

  /**
   * Returns the text as it is stored.
   *
   * @throws RefusedException if it cannot be posted
   */
  static String clean(String wish) {
    String lines =
        wish.replace("\r\n", "\n")
            .replace('\r', '\n')
            .replace('\u2028', '\n')
            .replace('\u2029', '\n');
    String visible = visible(Normalizer.normalize(lines, Form.NFC));
    String text =
        END_OF_LINE.matcher(visible).replaceAll("\n").replaceAll("\n{3,}", "\n\n").strip();
    int length = text.codePointCount(0, text.length());
    if (length == 0) {
      throw RefusedException.invalid("A post needs a text.");
    }
    if (length > MOST) {
      throw RefusedException.invalid(
          "The text has " + length + " characters; at most " + MOST + " are taken.");
    }
    return text;
  }

  private static String visible(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    int marks = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      checkIsText(c);
      marks = isMark(c) ? marks + 1 : 0;
      if (!isInvisible(c) && marks <= MOST_MARKS) {
        kept.appendCodePoint(c);
      }
    }
    return kept.toString();
  }

  private static void checkIsText(int c) {
    int type = Character.getType(c);
    boolean isControl = type == Character.CONTROL && c != '\n' && c != '\t';
    if (isControl || type == Character.SURROGATE || isNoCharacter(c)) {
      throw RefusedException.invalid(
          String.format("The text has the control character U+%04X in it.", c));
    }
  }

  /** Whether this is a noncharacter (Unicode 15, section 23.7). */
  private static boolean isNoCharacter(int c) {
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /**
   * Matches format characters, including those of the bidirectional algorithm (Unicode Annex 9):
   * marks, embeddings, overrides and isolates. Not joiners, which Persian and emoji need, nor tags,
   * which flags need, nor visible signs that are only classified as format characters.
   */
  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        && c != 0x200C
        && c != 0x200D
        && !(c >= 0xE0020 && c <= 0xE007F)
        && !(c >= 0x0600 && c <= 0x0605)
        && c != 0x06DD
        && c != 0x070F;
  }
}
