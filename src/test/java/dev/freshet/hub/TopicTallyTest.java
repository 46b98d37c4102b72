package dev.freshet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counting events by topic. */
class TopicTallyTest {
  private final TopicTally tally = new TopicTally();

  @Test
  void events_areCountedByTheirCanonicalTopic_andTakenOnce() {
    tally.count(Event.on("a").topic("alternate").build());
    tally.count(Event.of("a", ""));
    tally.count(Event.of("b", ""));

    assertThat(tally.take().counts().byTopic())
        .containsOnly(Map.entry("a", 2L), Map.entry("b", 1L));
    assertThat(tally.take().counts().byTopic()).isEmpty();
  }

  @Test
  void privateEvents_areCountedWithoutTheirTopic() {
    tally.count(Event.on("secret").isPrivate(true).build());

    TopicCounts counts = tally.take().counts();

    assertThat(counts.byTopic()).isEmpty();
    assertThat(counts.hidden()).isEqualTo(1);
  }

  @Test
  void topics_beyondTheBound_areCountedTogether() {
    for (int i = 0; i < TopicTally.MOST_TOPICS + 3; i++) {
      tally.count(Event.of("t" + i, ""));
    }
    tally.count(Event.of("t0", ""));

    TopicCounts counts = tally.take().counts();

    assertThat(counts.byTopic()).hasSize(TopicTally.MOST_TOPICS).containsEntry("t0", 2L);
    assertThat(counts.others()).isEqualTo(3);
  }

  @Test
  void topic_withAVeryLongName_isNotKept() {
    tally.count(Event.of("x".repeat(TopicTally.LONGEST_NAME + 1), ""));

    TopicCounts counts = tally.take().counts();

    assertThat(counts.byTopic()).isEmpty();
    assertThat(counts.others()).isEqualTo(1);
  }

  @Test
  void hub_countsWhatItDispatches_whetherAnybodyListensOrNot() {
    try (TestHub hub = TestHub.start()) {
      hub.publish("t", "a");

      assertThat(hub.hub().takeTopicCounts().byTopic()).containsEntry("t", 1L);
    }
  }
}
