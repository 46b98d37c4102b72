package dev.freshet.showcase.social;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds entries that have existed for some time. Used by one thread at a time. */
final class Overdue {
  private final Duration patience;
  private final Map<String, Instant> since = new HashMap<>();

  Overdue(Duration patience) {
    this.patience = patience;
  }

  /**
   * Checks the current entries.
   *
   * @param there all entries that exist now
   * @return those present in every check for the whole patience
   */
  List<String> look(Collection<String> there, Instant now) {
    since.keySet().retainAll(there);
    return there.stream()
        .filter(one -> !since.computeIfAbsent(one, name -> now).plus(patience).isAfter(now))
        .toList();
  }
}
