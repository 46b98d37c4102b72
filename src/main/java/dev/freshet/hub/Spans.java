package dev.freshet.hub;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Caches the spans of one walk for subscribers that stand at the same node. Owned by a pump;
 * cleared after each walk, so that it keeps no chain alive.
 */
final class Spans {
  /** Nearly all subscribers stand at a few nodes; spans for the rest are not cached. */
  private static final int MAX_PLACES = 16;

  private final IdentityHashMap<Node, Span> byPlace = new IdentityHashMap<>();
  private @Nullable Span latest;

  Span between(Node from, Node end) {
    if (latest != null && latest.from() == from) {
      return latest;
    }
    Span span = byPlace.get(from);
    if (span == null) {
      span = Span.compose(from, end);
      if (byPlace.size() < MAX_PLACES) {
        byPlace.put(from, span);
      }
    }
    latest = span;
    return span;
  }

  void clear() {
    latest = null;
    if (!byPlace.isEmpty()) {
      byPlace.clear();
    }
  }
}
