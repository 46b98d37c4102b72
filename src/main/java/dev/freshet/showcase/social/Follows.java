package dev.freshet.showcase.social;

import dev.freshet.store.SharedSection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who follows whom and what, in this node's heap. Thread-safe. */
final class Follows implements SharedSection.Reader {
  static final String SECTION = "follows";

  /** Maximum follows of a person, because one stream subscribes to all of them. */
  static final int MOST = 100;

  private static final String PERSON = "person/";
  private static final String TAG = "tag/";

  /** What each person follows, with a prefix by kind. Guarded by this. */
  private final Map<String, TreeSet<String>> followed = new HashMap<>();

  static String person(String id) {
    return PERSON + id;
  }

  static String tag(String tag) {
    return TAG + tag;
  }

  @Override
  public synchronized void changed(String key, String text) {
    Pair pair = Pair.parse(key);
    followed.computeIfAbsent(pair.first(), person -> new TreeSet<>()).add(pair.second());
  }

  @Override
  public synchronized void removed(String key) {
    Pair pair = Pair.parse(key);
    followed.computeIfPresent(
        pair.first(), (person, all) -> all.remove(pair.second()) && all.isEmpty() ? null : all);
  }

  @Override
  public synchronized void replaced(Map<String, String> texts) {
    followed.clear();
    texts.forEach(this::changed);
  }

  /** Returns what a person follows. */
  synchronized Following of(String person) {
    Set<String> all = followed.getOrDefault(person, new TreeSet<>());
    return new Following(below(all, PERSON), below(all, TAG));
  }

  private static Set<String> below(Set<String> all, String prefix) {
    Set<String> names = new TreeSet<>();
    all.stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> names.add(name.substring(prefix.length())));
    return names;
  }

  synchronized boolean isBusy(String person) {
    return followed.containsKey(person);
  }
}
