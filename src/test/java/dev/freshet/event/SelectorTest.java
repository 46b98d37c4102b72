package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectorTest {
  @Test
  void star_matchesEverything() {
    assertThat(Selector.of("*").matches("anything")).isTrue();
    assertThat(Selector.of("*").matchesAny(List.of())).isFalse();
  }

  @Test
  void exact_doesNotReadWildcards() {
    assertThat(Selector.exact("*").matches("x")).isFalse();
    assertThat(Selector.exact("*").matches("*")).isTrue();
    assertThat(Selector.exact("a{b}").matches("ac")).isFalse();
    assertThat(Selector.exact("a{b}")).isNotEqualTo(Selector.of("a{b}"));
  }

  @Test
  void template_alsoMatchesItsOwnText() {
    assertThat(Selector.of("/books/{id}").matches("/books/{id}")).isTrue();
    assertThat(Selector.of("/books/{id}").matches("/books/1")).isTrue();
  }

  @Test
  void urlPattern_doesNotMatchItsOwnText() {
    Selector selector = Selector.urlPattern("/{old-}?books/:id");

    assertThat(selector.matches("/{old-}?books/:id")).isFalse();
    assertThat(selector.matches("/books/1")).isTrue();
    assertThat(selector.comparesText()).isFalse();
  }

  @Test
  void urlPattern_star_isTheSelectorOfEverything() {
    assertThat(Selector.urlPattern("*")).isEqualTo(Selector.of("*"));
    assertThat(Selector.urlPattern("*").matches("not a URL")).isTrue();
  }

  @Test
  void sameTextOfAnotherKind_isAnotherSelector() {
    assertThat(Set.of(Selector.exact("/{a}"), Selector.of("/{a}"), Selector.urlPattern("/{a}")))
        .hasSize(3);
    assertThat(Selector.urlPattern("/{a}"))
        .isEqualTo(Selector.urlPattern("/{a}"))
        .hasSameHashCodeAs(Selector.urlPattern("/{a}"));
  }

  @Test
  void faultyUrlPattern_isRefused() {
    assertThatThrownBy(() -> Selector.urlPattern("")).isInstanceOf(InvalidEventException.class);
    assertThatThrownBy(() -> Selector.urlPattern("/\t")).isInstanceOf(InvalidEventException.class);
    assertThatThrownBy(() -> Selector.urlPattern("/{"))
        .isInstanceOfSatisfying(
            InvalidEventException.class, e -> assertThat(e.field()).isEqualTo("topic"));
  }

  @Test
  void faultyTemplate_isAnExactSelector() {
    assertThat(Selector.of("/books/{id").matches("/books/{id")).isTrue();
    assertThat(Selector.of("/books/{id").matches("/books/1")).isFalse();
  }

  @Test
  void emptyOrUnseenCharacters_areRefused() {
    assertThatThrownBy(() -> Selector.of("")).isInstanceOf(InvalidEventException.class);
    for (String text :
        List.of("a\0", "\t", "\u0085", "\u009f", "\u200b", "\u200d", "\u202e", "\ufeff")) {
      assertThatThrownBy(() -> Selector.of(text)).isInstanceOf(InvalidEventException.class);
      assertThatThrownBy(() -> Selector.match(text)).isInstanceOf(InvalidEventException.class);
      assertThatThrownBy(() -> Selector.exact(text)).isInstanceOf(InvalidEventException.class);
      assertThatThrownBy(() -> Selector.urlPattern(text)).isInstanceOf(InvalidEventException.class);
    }
  }

  @Test
  void subscription_privateEvents_needTheRight() {
    Subscription none = Subscription.to(Selector.of("*"));
    Subscription some = new Subscription(Set.of(Selector.of("*")), Set.of(Selector.of("/me/{x}")));
    Event secret = Event.on("/news").topic("/me/1").isPrivate(true).build();

    assertThat(none.matches(secret)).isFalse();
    assertThat(some.matches(secret)).isTrue();
    assertThat(some.matches(Event.on("/other").isPrivate(true).build())).isFalse();
    assertThat(none.matches(Event.of("/news", ""))).isTrue();
  }

  @Test
  void subscription_rightWithoutAsking_isNotEnough() {
    Subscription other = new Subscription(Set.of(Selector.of("a")), Set.of(Selector.of("*")));

    assertThat(other.matches(Event.on("b").isPrivate(true).build())).isFalse();
  }

  @Test
  void subscription_sameSelectorsInAnyOrder_isTheSame() {
    assertThat(Subscription.to(Selector.of("a"), Selector.of("b{c}")))
        .isEqualTo(Subscription.to(Selector.of("b{c}"), Selector.of("a")));
  }

  @Test
  void subscription_toNothing_isRefused() {
    assertThatThrownBy(() -> Subscription.to()).isInstanceOf(InvalidEventException.class);
  }
}
