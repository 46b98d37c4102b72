package dev.freshet.store;

import java.util.Map;

/**
 * All texts of a section, by key, and where it stood when they were read.
 *
 * @param mark where the section stood
 * @param texts the texts
 */
public record Contents(Mark mark, Map<String, String> texts) {
  /** Contents of a section that has none. */
  public static final Contents EMPTY = new Contents(Mark.NONE, Map.of());

  public Contents {
    texts = Map.copyOf(texts);
  }
}
