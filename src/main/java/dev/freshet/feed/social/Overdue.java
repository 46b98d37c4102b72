package dev.freshet.feed.social;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what has been there for some time. One thread at a time. */
final class Overdue {
  private final Duration patience;
  private final Map<String, Instant> since = new HashMap<>();

  Overdue(Duration patience) {
    this.patience = patience;
  }

  /**
   * Takes a look.
   *
   * @param there all that are there now
   * @return those that were there in each look for the whole patience
   */
  List<String> look(Collection<String> there, Instant now) {
    since.keySet().retainAll(there);
    return there.stream()
        .filter(one -> !since.computeIfAbsent(one, name -> now).plus(patience).isAfter(now))
        .toList();
  }
}
