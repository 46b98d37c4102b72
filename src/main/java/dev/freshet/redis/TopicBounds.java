package dev.freshet.redis;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much is kept of each topic's own history, by the longest prefix of the topic that is named.
 *
 * @param byPrefix the bounds of topics that begin so; the empty prefix, which must be there, is for
 *     all others
 */
public record TopicBounds(Map<String, Bounds> byPrefix) {

  /**
   * The bounds of one history.
   *
   * @param events at most so many
   * @param age none older than this
   */
  public record Bounds(int events, Duration age) {
    public Bounds {
      if (events < 1 || age.toMillis() < 1) {
        throw new IllegalArgumentException("the bounds of a topic must be positive");
      }
    }
  }

  public TopicBounds {
    byPrefix = Map.copyOf(byPrefix);
    if (!byPrefix.containsKey("")) {
      throw new IllegalArgumentException("the bounds of all other topics are missing");
    }
    if (byPrefix.keySet().stream().anyMatch(prefix -> prefix.indexOf('\n') >= 0)) {
      throw new IllegalArgumentException("a topic has no line break");
    }
  }

  /** The bounds of one topic. */
  public Bounds of(String topic) {
    return byPrefix.entrySet().stream()
        .filter(entry -> topic.startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .orElseThrow()
        .getValue();
  }

  /** As {@code append.lua} reads them: one line each of events, milliseconds, prefix. */
  String lines() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(byPrefix)
        .forEach(
            (prefix, bounds) ->
                lines
                    .append(bounds.events())
                    .append(' ')
                    .append(bounds.age().toMillis())
                    .append(' ')
                    .append(prefix)
                    .append('\n'));
    return lines.toString();
  }
}
