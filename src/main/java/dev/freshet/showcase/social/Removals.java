package dev.freshet.showcase.social;

import dev.freshet.store.SharedSection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removals from sections of the store in progress. They are started without waiting for them: the
 * store writes many at once. While it is slow or unavailable, at most {@link #MOST} are in
 * progress, and none twice. Thread-safe.
 */
final class Removals {
  static final int MOST = 200;

  private static final Logger LOG = System.getLogger(Removals.class.getName());

  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /**
   * Removes a text, unless too many removals are in progress: then the caller must ask again.
   *
   * @param name the name of the section
   */
  void begin(String name, SharedSection section, String key) {
    String id = name + " " + key;
    if (underWay.size() >= MOST || !underWay.add(id)) {
      return;
    }
    try {
      var unused = section.remove(key).whenComplete((done, failure) -> underWay.remove(id));
    } catch (RuntimeException e) {
      underWay.remove(id);
      LOG.log(Level.DEBUG, "Something is removed later.", e);
    }
  }

  int underWay() {
    return underWay.size();
  }
}
