package dev.freshet.feed.social;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/** What texts are compared by that look alike: without their case, and in one form each. */
final class Fold {
  private Fold() {}

  /**
   * The text that stands for all that differ from this one only in case, or in how their characters
   * are written (Unicode normalisation form KC). Down, up and down: that makes one of {@code ẞ},
   * {@code ß} and {@code SS}, and of {@code ς} and {@code σ}. The capital {@code ẞ} stays one when
   * it goes up.
   */
  static String of(String text) {
    String up =
        Normalizer.normalize(text, Form.NFKC).toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    String down = up.toLowerCase(Locale.ROOT).replace('ς', 'σ');
    return Normalizer.normalize(down, Form.NFKC);
  }
}
