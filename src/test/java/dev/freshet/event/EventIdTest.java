package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
  @Test
  void parse_whatToStringWrote_isTheSameId() {
    EventId id = new EventId(1763890000123L, 42);

    assertThat(EventId.parse(id.toString())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1",
        "1-",
        "-1",
        "1--1",
        "+1-1",
        "01-1",
        "1-01",
        "a-1",
        "1-b",
        "1-1 ",
        "1-1-1",
        "9999999999999999999-0",
        "١-1",
        "urn:uuid:1-1"
      })
  void parse_anythingElse_isNoId(String text) {
    assertThat(EventId.parse(text)).isEmpty();
  }

  @Test
  void next_clockStandsStillOrGoesBack_staysInOrder() {
    EventId first = EventId.NONE.next(1000);
    EventId second = first.next(1000);
    EventId third = second.next(500);
    EventId fourth = third.next(1001);

    assertThat(first).isEqualTo(new EventId(1000, 0));
    assertThat(second).isEqualTo(new EventId(1000, 1));
    assertThat(third).isEqualTo(new EventId(1000, 2));
    assertThat(fourth).isEqualTo(new EventId(1001, 0));
    assertThat(fourth.isAfter(third)).isTrue();
  }
}
