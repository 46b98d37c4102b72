package dev.freshet.store;

import java.util.Map;

/**
 * All texts of a section by key, with the section's mark at that moment.
 *
 * @param mark the section's mark when they were read
 * @param texts the texts by key
 */
public record Contents(Mark mark, Map<String, String> texts) {
  /** The contents of an empty section. */
  public static final Contents EMPTY = new Contents(Mark.NONE, Map.of());

  public Contents {
    texts = Map.copyOf(texts);
  }
}
