package dev.freshet.hub;

import dev.freshet.event.Event;
import java.util.HashMap;
import java.util.Map;

/** Counts dispatched events by canonical topic. Guarded by the hub's dispatch lock. */
final class TopicTally {
  /** Maximum topics counted separately between two readings. Others are counted together. */
  static final int MOST_TOPICS = 2000;

  /** Longer names are not kept: many of them would defeat the bound above. */
  static final int LONGEST_NAME = 200;

  private Map<String, Count> byTopic = new HashMap<>();
  private long others;
  private long hidden;

  private static final class Count {
    private long events;
  }

  void count(Event event) {
    if (event.isPrivate()) {
      hidden++;
      return;
    }
    String topic = event.topics().get(0);
    Count count = byTopic.get(topic);
    if (count == null) {
      if (byTopic.size() >= MOST_TOPICS || topic.length() > LONGEST_NAME) {
        others++;
        return;
      }
      count = new Count();
      byTopic.put(topic, count);
    }
    count.events++;
  }

  /** Returns the counts and resets them. */
  Taken take() {
    Taken taken = new Taken(byTopic, others, hidden);
    byTopic = new HashMap<>();
    others = 0;
    hidden = 0;
    return taken;
  }

  /** Counts that no longer change, and are read without the lock. */
  record Taken(Map<String, Count> byTopic, long others, long hidden) {
    TopicCounts counts() {
      Map<String, Long> events = new HashMap<>();
      byTopic.forEach((topic, count) -> events.put(topic, count.events));
      return new TopicCounts(Map.copyOf(events), others, hidden);
    }
  }
}
