package dev.freshet.showcase.social;

import dev.freshet.store.SharedSection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All people that may post, in this node's heap. Thread-safe. */
final class People implements SharedSection.Reader {
  static final String SECTION = "people";

  private static final Logger LOG = System.getLogger(People.class.getName());

  // Guarded by this. The first is in order of sign-up.
  private final TreeMap<String, Person> byId = new TreeMap<>();
  private final Map<String, Person> byName = new HashMap<>();
  private final Map<String, Person> byToken = new HashMap<>();

  @Override
  public synchronized void changed(String key, String text) {
    Person person = SocialJson.person(text);
    byId.put(person.id(), person);
    byName.putIfAbsent(Fold.of(person.name()), person);
    byToken.put(person.tokenHash(), person);
  }

  @Override
  public synchronized void removed(String key) {
    Person person = byId.remove(key);
    if (person != null) {
      byName.remove(Fold.of(person.name()), person);
      byToken.remove(person.tokenHash());
    }
  }

  @Override
  public synchronized void replaced(Map<String, String> texts) {
    byId.clear();
    byName.clear();
    byToken.clear();
    // In order of their ids: if two have the same name, the first one gets it.
    new TreeMap<>(texts).forEach(this::take);
  }

  private void take(String key, String text) {
    try {
      changed(key, text);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is kept under " + key + " is no person.", e);
    }
  }

  synchronized @Nullable Person byId(String id) {
    return byId.get(id);
  }

  synchronized @Nullable Person byName(String name) {
    return byName.get(Fold.of(name));
  }

  synchronized @Nullable Person byToken(String token) {
    return byToken.get(Ids.hash(token));
  }

  synchronized int size() {
    return byId.size();
  }

  /** Returns the people who match and signed up before a time, earliest first. */
  synchronized List<Person> first(int most, Instant before, Predicate<Person> wanted) {
    Collection<Person> all = byId.values();
    return all.stream()
        .filter(person -> person.since().isBefore(before) && wanted.test(person))
        .limit(most)
        .toList();
  }
}
