package dev.freshet.feed.social;

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
 * Who likes which post, in the heap of this node; and of which posts the others have not been told
 * yet how many do. All nodes hear of each like in the same order, so that they count alike. Any
 * thread.
 */
final class Likes implements SharedSection.Reader {
  static final String SECTION = "likes";

  // Guarded by this. The first has the people by post.
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
      // What was missed is told by somebody else, or by this node; at the start it is no news.
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

  /** How many like a post once what a person wants of it is so. */
  synchronized int countWith(String post, String person, boolean likes) {
    int others = count(post) - (has(post, person) ? 1 : 0);
    return likes ? others + 1 : others;
  }

  /** The posts whose count is news. */
  synchronized List<String> untold(int atOnce) {
    return untold.stream().limit(atOnce).toList();
  }

  /** Takes note that all have been told how many like a post. */
  synchronized void told(String post, int count) {
    if (count(post) == count) {
      untold.remove(post);
    }
  }

  /** Of a post that is no more there is nothing to tell. */
  synchronized void forget(String post) {
    untold.remove(post);
  }

  /** Posts that somebody likes, and of which something is true. */
  synchronized List<String> posts(int most, Predicate<String> wanted) {
    return people.keySet().stream().filter(wanted).limit(most).toList();
  }

  /** The keys of a post's likes. */
  synchronized List<String> keys(String post, int most) {
    return people.getOrDefault(post, Set.of()).stream()
        .limit(most)
        .map(person -> new Pair(post, person).toString())
        .toList();
  }
}
