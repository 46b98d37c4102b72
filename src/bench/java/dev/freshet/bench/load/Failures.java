package dev.freshet.bench.load;

import java.util.ArrayList;
import java.util.List;

/** What went wrong. Any thread. */
final class Failures {
  /** So many are told word for word. */
  private static final int MOST = 10;

  // Guarded by this.
  private final List<String> first = new ArrayList<>();
  private long count;

  synchronized void add(String what) {
    count++;
    if (first.size() < MOST) {
      first.add(what);
    }
  }

  synchronized boolean isEmpty() {
    return count == 0;
  }

  /** The first few, and how many more there are. */
  synchronized List<String> all() {
    List<String> all = new ArrayList<>(first);
    if (count > first.size()) {
      all.add("and " + (count - first.size()) + " more");
    }
    return all;
  }
}
