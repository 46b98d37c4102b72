package dev.freshet.feed.social;

import dev.freshet.store.SharedSection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is being removed from sections of the store. Removals are begun and not waited for: the
 * store writes many at once. While it is slow or away, no more than {@link #MOST} are under way,
 * and none twice. Any thread.
 */
final class Removals {
  static final int MOST = 200;

  private static final Logger LOG = System.getLogger(Removals.class.getName());

  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /**
   * Removes a text, unless too much is under way: then whoever wants it asks again.
   *
   * @param name of the section
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
