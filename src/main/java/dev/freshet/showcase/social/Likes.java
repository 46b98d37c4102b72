package dev.freshet.showcase.social;

import dev.freshet.store.SharedSection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who likes which post, in this node's heap, and the posts whose new number of likes has not been
 * published yet. All nodes hear of each like in the same order, so that they count alike.
 * Thread-safe.
 */
final class Likes implements SharedSection.Reader {
  static final String SECTION = "likes";

  // Guarded by this. The first maps posts to people.
  private final Map<String, Set<String>> people = new HashMap<>();
  private final Set<String> untold = new LinkedHashSet<>();
  private boolean isRead;

  @Override
  public synchronized void changed(String key, String text) {
    Pair like = Pair.parse(key);
    if (people.computeIfAbsent(like.first(), post -> new HashSet<>()).add(like.second())) {
      untold.add(like.first());
    }
  }

  @Override
  public synchronized void removed(String key) {
    Pair like = Pair.parse(key);
    Set<String> ofPost = people.get(like.first());
    if (ofPost != null && ofPost.remove(like.second())) {
      untold.add(like.first());
      if (ofPost.isEmpty()) {
        people.remove(like.first());
      }
    }
  }

  @Override
  public synchronized void replaced(Map<String, String> texts) {
    Map<String, Integer> before = counts();
    people.clear();
    texts.keySet().stream()
        .map(Pair::parse)
        .forEach(
            like ->
                people.computeIfAbsent(like.first(), post -> new HashSet<>()).add(like.second()));
    if (isRead) {
      // Changes that were missed must be published by this node or another; at the start nothing is
      // news.
      Map<String, Integer> after = counts();
      after.forEach((post, count) -> noteIfNews(post, before.get(post), count));
      before.forEach((post, count) -> noteIfNews(post, count, after.get(post)));
    }
    isRead = true;
  }

  private synchronized Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    people.forEach((post, all) -> counts.put(post, all.size()));
    return counts;
  }

  private synchronized void noteIfNews(
      String post, @Nullable Integer before, @Nullable Integer after) {
    if (!Objects.equals(before, after)) {
      untold.add(post);
    }
  }

  synchronized boolean has(String post, String person) {
    return people.getOrDefault(post, Set.of()).contains(person);
  }

  synchronized int count(String post) {
    return people.getOrDefault(post, Set.of()).size();
  }

  /** Returns how many like a post once a person's wish is applied. */
  synchronized int countWith(String post, String person, boolean likes) {
    int others = count(post) - (has(post, person) ? 1 : 0);
    return likes ? others + 1 : others;
  }

  /** Returns the posts whose number of likes has changed. */
  synchronized List<String> untold(int atOnce) {
    return untold.stream().limit(atOnce).toList();
  }

  /** Notes that a number of likes has been published. */
  synchronized void told(String post, int count) {
    if (count(post) == count) {
      untold.remove(post);
    }
  }

  /** Forgets a deleted post, about which nothing needs to be published. */
  synchronized void forget(String post) {
    untold.remove(post);
  }

  /** Returns liked posts that match. */
  synchronized List<String> posts(int most, Predicate<String> wanted) {
    return people.keySet().stream().filter(wanted).limit(most).toList();
  }

  /** Returns the keys of a post's likes. */
  synchronized List<String> keys(String post, int most) {
    return people.getOrDefault(post, Set.of()).stream()
        .limit(most)
        .map(person -> new Pair(post, person).toString())
        .toList();
  }
}
