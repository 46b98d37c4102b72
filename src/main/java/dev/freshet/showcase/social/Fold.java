package dev.freshet.showcase.social;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/** A canonical form for comparing texts: without case, and in one form for each character. */
final class Fold {
  private Fold() {}

  /**
   * Returns the common form of all texts that differ from this one only in case, or in how their
   * characters are encoded (Unicode normalisation form KC). Lower, upper and lower case again: that
   * makes {@code ẞ}, {@code ß} and {@code SS} the same, and {@code ς} and {@code σ}. The capital
   * {@code ẞ} is unchanged by upper case.
   */
  static String of(String text) {
    String up =
        Normalizer.normalize(text, Form.NFKC).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    String down = up.toLowerCase(Locale.ROOT).replace('ς', 'σ');
    return Normalizer.normalize(down, Form.NFKC);
  }
}
