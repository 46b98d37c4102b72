package dev.freshet.feed.social;

import java.util.Collections;
import java.util.Set;

/**
 * What somebody follows.
 *
 * @param people by their ids
 * @param tags as topics have them
 */
public record Following(Set<String> people, Set<String> tags) {
  public Following {
    people = Set.copyOf(people);
    tags = Set.copyOf(tags);
  }

  int size() {
    return people.size() + tags.size();
  }

  /** Whether a post is of what a person follows, or from that person, or for that person. */
  boolean has(Post post, String person) {
    return post.author().id().equals(person)
        || people.contains(post.author().id())
        || post.mentions().contains(person)
        || !Collections.disjoint(post.tags(), tags);
  }
}
