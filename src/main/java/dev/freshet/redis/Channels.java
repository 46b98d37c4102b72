package dev.freshet.redis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pub/sub channels that the hub listens to, and the topics to which their messages go. It
 * listens to no other channels.
 *
 * @param topics the topic by channel name or pattern; {@value #CHANNEL} in a topic stands for the
 *     channel's name. Names with {@code *}, {@code ?} or {@code [} are Redis glob patterns; a
 *     message that matches several patterns arrives several times
 */
public record Channels(Map<String, String> topics) {
  /** Stands for the channel's name in a topic. */
  static final String CHANNEL = "{channel}";

  private static final String GLOB = "*?[";

  public Channels {
    topics = Map.copyOf(topics);
    if (topics.isEmpty() || topics.containsKey("") || topics.containsValue("")) {
      throw new IllegalArgumentException("Redis channels must be named, at least one.");
    }
  }

  /** Returns channels whose names are the topics. */
  public static Channels named(Set<String> names) {
    return new Channels(
        names.stream().collect(Collectors.toMap(Function.identity(), name -> CHANNEL)));
  }

  /**
   * Parses a comma-separated list of names; a name may be followed by {@code =} and a topic.
   *
   * @throws IllegalArgumentException if there is no name, or one without its topic
   */
  public static Channels parse(String list) {
    Map<String, String> topics = new LinkedHashMap<>();
    for (String item : list.split(",", -1)) {
      String stripped = item.strip();
      int equals = stripped.indexOf('=');
      if (equals >= 0) {
        topics.put(stripped.substring(0, equals).strip(), stripped.substring(equals + 1).strip());
      } else if (!stripped.isEmpty()) {
        topics.put(stripped, CHANNEL);
      }
    }
    return new Channels(topics);
  }

  /** Returns the topic of a message on a channel, which was received by this name or pattern. */
  String topic(String nameOrPattern, String channel) {
    return topics.getOrDefault(nameOrPattern, CHANNEL).replace(CHANNEL, channel);
  }

  int size() {
    return topics.size();
  }

  List<String> names() {
    return sorted().filter(channel -> !isPattern(channel)).toList();
  }

  List<String> patterns() {
    return sorted().filter(Channels::isPattern).toList();
  }

  private Stream<String> sorted() {
    return topics.keySet().stream().sorted();
  }

  private static boolean isPattern(String channel) {
    return channel.chars().anyMatch(c -> GLOB.indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return sorted().toList().toString();
  }
}
