package dev.freshet.redis;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of each topic's own history is kept, by the longest matching prefix of the topic.
 *
 * @param byPrefix the bounds of topics with this prefix; the empty prefix, which is required, is
 *     for all others
 */
public record TopicBounds(Map<String, Bounds> byPrefix) {

  /**
   * The bounds of one history.
   *
   * @param events maximum number of events
   * @param age maximum age of an event
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

  /** Returns the bounds of one topic. */
  public Bounds of(String topic) {
    return byPrefix.entrySet().stream()
        .filter(entry -> topic.startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .orElseThrow()
        .getValue();
  }

  /** Returns the bounds for {@code append.lua}: lines of events, milliseconds, prefix. */
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
