package dev.freshet.hub;

import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.event.TopicPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the channels an event belongs to: a map for exact selectors, a set for {@code *}, and a
 * bounded cache for patterns. Guarded by the hub's dispatch lock.
 */
final class ChannelIndex {
  /** Topics whose matching patterns are cached. With more topics, some are matched again. */
  static final int CACHED_TOPICS = 10_000;

  private final Map<Subscription, Channel> channels = new HashMap<>();
  private final Map<String, Set<Channel>> byTopic = new HashMap<>();
  private final Set<Channel> everything = new HashSet<>();
  private final Map<Selector, Set<Channel>> byPattern = new HashMap<>();

  /** The patterns that match a topic. Emptied when a pattern is added. */
  private final Map<String, List<Selector>> patternsOfTopic =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Selector>> eldest) {
          return size() > CACHED_TOPICS;
        }
      };

  int size() {
    return channels.size();
  }

  /** Returns the channel of a subscription, created if it is the first of its kind. */
  Channel open(Subscription subscription, int pumps) {
    Channel channel = channels.get(subscription);
    if (channel == null) {
      channel = new Channel(subscription, pumps);
      channels.put(subscription, channel);
      for (Selector selector : subscription.selectors()) {
        add(selector, channel);
      }
    }
    return channel;
  }

  private void add(Selector selector, Channel channel) {
    if (selector.isEverything()) {
      everything.add(channel);
      return;
    }
    if (selector.comparesText()) {
      byTopic.computeIfAbsent(selector.toString(), topic -> new HashSet<>()).add(channel);
    }
    if (selector.pattern() != null) {
      Set<Channel> known = byPattern.get(selector);
      if (known == null) {
        known = new HashSet<>();
        byPattern.put(selector, known);
        patternsOfTopic.clear();
      }
      known.add(channel);
    }
  }

  /** Removes a channel that has no subscribers left. */
  void close(Channel channel) {
    channels.remove(channel.subscription(), channel);
    for (Selector selector : channel.subscription().selectors()) {
      everything.remove(channel);
      remove(byTopic, selector.toString(), channel);
      if (remove(byPattern, selector, channel)) {
        patternsOfTopic.clear();
      }
    }
  }

  /** Removes and returns all channels. No further event reaches them. */
  List<Channel> takeAll() {
    List<Channel> all = List.copyOf(channels.values());
    channels.clear();
    byTopic.clear();
    everything.clear();
    byPattern.clear();
    patternsOfTopic.clear();
    return all;
  }

  /** Returns true if the key was removed along with its last channel. */
  private static <K> boolean remove(Map<K, Set<Channel>> index, K key, Channel channel) {
    Set<Channel> known = index.get(key);
    return known != null && known.remove(channel) && known.isEmpty() && index.remove(key) != null;
  }

  /** Visits the channels of an event; one that matches in several ways, several times. */
  void visit(Event event, Consumer<Channel> visitor) {
    Consumer<Channel> permitted =
        channel -> {
          if (channel.subscription().maySee(event)) {
            visitor.accept(channel);
          }
        };
    everything.forEach(permitted);
    for (String topic : event.topics()) {
      byTopic.getOrDefault(topic, Set.of()).forEach(permitted);
      for (Selector selector : patterns(topic)) {
        byPattern.getOrDefault(selector, Set.of()).forEach(permitted);
      }
    }
  }

  private List<Selector> patterns(String topic) {
    if (byPattern.isEmpty()) {
      return List.of();
    }
    List<Selector> known = patternsOfTopic.get(topic);
    if (known == null) {
      known = new ArrayList<>();
      for (Selector selector : byPattern.keySet()) {
        TopicPattern pattern = selector.pattern();
        if (pattern != null && pattern.matches(topic)) {
          known.add(selector);
        }
      }
      patternsOfTopic.put(topic, List.copyOf(known));
    }
    return known;
  }
}
