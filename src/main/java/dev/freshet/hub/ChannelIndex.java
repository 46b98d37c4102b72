package dev.freshet.hub;

import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.event.UriTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which channels an event may belong to: by the map for exact selectors, by the list for {@code *},
 * by a bounded cache for URI Templates. Guarded by the hub's dispatch lock.
 */
final class ChannelIndex {
  /** Topics whose templates are remembered; a hub with more of them matches some again. */
  static final int CACHED_TOPICS = 10_000;

  private final Map<Subscription, Channel> channels = new HashMap<>();
  private final Map<String, Set<Channel>> byTopic = new HashMap<>();
  private final Set<Channel> everything = new HashSet<>();
  private final Map<Selector, Set<Channel>> byTemplate = new HashMap<>();

  /** The templates that match a topic. Emptied when a template is added. */
  private final Map<String, List<Selector>> templatesOfTopic =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Selector>> eldest) {
          return size() > CACHED_TOPICS;
        }
      };

  int size() {
    return channels.size();
  }

  /** The channel of a subscription, made if it is the first of its kind. */
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
    byTopic.computeIfAbsent(selector.toString(), topic -> new HashSet<>()).add(channel);
    if (selector.template() != null) {
      Set<Channel> known = byTemplate.get(selector);
      if (known == null) {
        known = new HashSet<>();
        byTemplate.put(selector, known);
        templatesOfTopic.clear();
      }
      known.add(channel);
    }
  }

  /** Forgets a channel that nobody is left in. */
  void close(Channel channel) {
    channels.remove(channel.subscription(), channel);
    for (Selector selector : channel.subscription().selectors()) {
      everything.remove(channel);
      remove(byTopic, selector.toString(), channel);
      if (remove(byTemplate, selector, channel)) {
        templatesOfTopic.clear();
      }
    }
  }

  /** Forgets all channels, and gives them: no event reaches them any more. */
  List<Channel> takeAll() {
    List<Channel> all = List.copyOf(channels.values());
    channels.clear();
    byTopic.clear();
    everything.clear();
    byTemplate.clear();
    templatesOfTopic.clear();
    return all;
  }

  /** True if the key went with its last channel. */
  private static <K> boolean remove(Map<K, Set<Channel>> index, K key, Channel channel) {
    Set<Channel> known = index.get(key);
    return known != null && known.remove(channel) && known.isEmpty() && index.remove(key) != null;
  }

  /**
   * Visits the channels an event belongs to; one that it matches in several ways, several times.
   */
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
      for (Selector selector : templates(topic)) {
        byTemplate.getOrDefault(selector, Set.of()).forEach(permitted);
      }
    }
  }

  private List<Selector> templates(String topic) {
    if (byTemplate.isEmpty()) {
      return List.of();
    }
    List<Selector> known = templatesOfTopic.get(topic);
    if (known == null) {
      known = new ArrayList<>();
      for (Selector selector : byTemplate.keySet()) {
        UriTemplate template = selector.template();
        if (template != null && template.matches(topic)) {
          known.add(selector);
        }
      }
      templatesOfTopic.put(topic, List.copyOf(known));
    }
    return known;
  }
}
