package dev.freshet.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectedLineTest {
  private static final byte[] WIRE = "data: x\n\n".getBytes(UTF_8);

  private static String written(Event event, String... selectors) {
    List<Selector> numbered = List.of(selectors).stream().map(Selector::of).toList();
    byte[] bytes = SelectedLine.before(WIRE, event, Subscription.numbering(numbered, Set.of()));
    return new String(bytes, UTF_8);
  }

  @Test
  void event_saysWhichSelectorsItMatches_byTheirPlaces() {
    Event event = Event.on("/books/1").topic("news").build();

    assertThat(written(event, "/films/1", "/books/{id}", "news", "*", "/books/1"))
        .isEqualTo("selected: 1 2 3 4\ndata: x\n\n");
  }

  @Test
  void selectorThatIsAskedForTwice_isNumberedTwice() {
    assertThat(written(Event.of("a", ""), "a", "b", "a")).isEqualTo("selected: 0 2\ndata: x\n\n");
  }

  @Test
  void subscriptionThatDoesNotAsk_getsTheBytesThatAllShare() {
    Subscription plain = Subscription.to(Selector.of("a"));

    assertThat(SelectedLine.before(WIRE, Event.of("a", ""), plain)).isSameAs(WIRE);
  }

  @Test
  void sameSelectorsInAnotherOrder_areAnotherSubscription() {
    List<Selector> one = List.of(Selector.of("a"), Selector.of("b"));
    List<Selector> other = List.of(Selector.of("b"), Selector.of("a"));

    assertThat(Subscription.numbering(one, Set.of()))
        .isNotEqualTo(Subscription.numbering(other, Set.of()))
        .isNotEqualTo(new Subscription(Set.copyOf(one), Set.of()));
  }
}
