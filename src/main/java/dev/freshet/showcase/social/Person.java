package dev.freshet.showcase.social;

import java.time.Instant;

/**
 * Somebody who may post.
 *
 * @param id sorts by the time of sign-up
 * @param name the name that others see
 * @param tokenHash the hash of the secret in the person's browser
 * @param since when the person signed up
 */
public record Person(String id, String name, String tokenHash, Instant since) {
  /** Returns this person as others see them. */
  public Author author() {
    return new Author(id, name);
  }
}
