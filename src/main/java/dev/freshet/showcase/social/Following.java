package dev.freshet.showcase.social;

import java.util.Collections;
import java.util.Set;

/**
 * What somebody follows.
 *
 * @param people ids of the people
 * @param tags tags as in topics
 */
public record Following(Set<String> people, Set<String> tags) {
  public Following {
    people = Set.copyOf(people);
    tags = Set.copyOf(tags);
  }

  int size() {
    return people.size() + tags.size();
  }

  /** Whether a post belongs to what a person follows, or is from or for that person. */
  boolean has(Post post, String person) {
    return post.author().id().equals(person)
        || people.contains(post.author().id())
        || post.mentions().contains(person)
        || !Collections.disjoint(post.tags(), tags);
  }
}
