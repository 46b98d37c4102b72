package dev.freshet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadTest {
  @Test
  void json_givesTheSameLoad() {
    Load load = Load.fanOut(1000, 30, 100, 300).withGroups(50, true).withSlowPercent(5);
    assertThat(Load.of(load.toJson())).isEqualTo(load);
  }

  @Test
  void deliveries_ofOneGroup_areEventsTimesStreams() {
    assertThat(Load.fanOut(1000, 30, 100, 300).deliveries(7)).isEqualTo(7000);
  }

  @Test
  void deliveries_ofManyGroups_goInTurn() {
    Load load = Load.fanOut(10, 30, 100, 300).withGroups(5, false).withIdleStreams(100);
    assertThat(load.deliveries(5)).isEqualTo(10);
    assertThat(load.deliveries(6)).isEqualTo(12);
    assertThat(load.groupOf(10)).isEqualTo(5);
  }

  @Test
  void slowStreams_areSoManyOfAHundred_andDoNotCount() {
    Load load = Load.fanOut(1000, 30, 100, 300).withSlowPercent(5);
    long slow =
        java.util.stream.IntStream.range(0, 1000).filter(i -> load.paceOf(i) == Pace.SLOW).count();
    long stalled =
        java.util.stream.IntStream.range(0, 1000)
            .filter(i -> load.paceOf(i) == Pace.STALLED)
            .count();
    assertThat(slow).isEqualTo(25);
    assertThat(stalled).isEqualTo(25);
    assertThat(load.deliveries(2)).isEqualTo(1900);
  }
}
