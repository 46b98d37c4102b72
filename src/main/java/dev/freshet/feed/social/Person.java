package dev.freshet.feed.social;

import java.time.Instant;

/**
 * Somebody who may post.
 *
 * @param id sorts by the time of the first visit
 * @param name what the others see
 * @param tokenHash of the secret that the person's browser has
 * @param since when the person first came
 */
public record Person(String id, String name, String tokenHash, Instant since) {
  /** As the others see this person. */
  public Author author() {
    return new Author(id, name);
  }
}
