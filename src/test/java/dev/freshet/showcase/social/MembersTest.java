package dev.freshet.showcase.social;

import static dev.freshet.showcase.social.TestSocial.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.showcase.social.Members.SignedUp;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People on a real hub. */
class MembersTest {
  private final Store store = new LocalStore(null);
  private final TestSocial social = new TestSocial(store);
  private final Members members = social.members();

  @AfterEach
  void close() {
    social.close();
  }

  @Test
  void signUp_givesASecretOfWhichOnlyTheHashIsKept() {
    SignedUp ada = await(members.signUp("Ada"));

    assertThat(ada.token()).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThat(store.read("people").get(ada.person().id()))
        .contains("\"name\":\"Ada\"")
        .doesNotContain(ada.token());
    assertThat(members.byToken(ada.token())).isEqualTo(ada.person());
    assertThat(members.byToken(ada.person().tokenHash())).isNull();
    assertThat(members.byToken("\u20ac")).isNull();
  }

  @Test
  void signUp_underANameThatLooksAlike_isRefused() {
    Person unused = social.person("Ada");
    assertThatThrownBy(() -> members.signUp("\uff21DA")).hasMessageContaining("Choose another");
  }

  @Test
  void signUp_onAnotherNodeInTheSameMoment_oneGetsTheName() {
    LocalStore away = new LocalStore(null);
    // Two feeds on one hub are two nodes of which neither has heard of the other's person yet.
    CompletableFuture<Void> slow = new CompletableFuture<>();
    Store held =
        new Store() {
          @Override
          public CompletionStage<Void> put(String section, Map<String, String> texts) {
            return slow.thenCompose(go -> away.put(section, texts));
          }

          @Override
          public CompletionStage<Boolean> add(String section, String key, String text) {
            return slow.thenCompose(go -> away.add(section, key, text));
          }

          @Override
          public CompletionStage<Void> remove(String section, String key) {
            return away.remove(section, key);
          }

          @Override
          public Map<String, String> read(String section) {
            return away.read(section);
          }

          @Override
          public Optional<String> read(String section, String key) {
            return away.read(section, key);
          }
        };
    try (TestSocial nodes = new TestSocial(held)) {
      CompletionStage<SignedUp> first = nodes.members().signUp("Ada");
      CompletionStage<SignedUp> second = nodes.members().signUp("ADA");
      boolean unused = slow.complete(null);

      assertThat(await(first).person().name()).isEqualTo("Ada");
      assertThatThrownBy(() -> await(second)).hasCauseInstanceOf(RefusedException.class);
      assertThat(away.read("people")).hasSize(1);
    }
  }

  @Test
  void signUp_whenAllPlacesAreTaken_waitsForOneWhoDoesNothing() {
    Person writer = social.person("writer");
    Person follower = social.person("follower");
    Person idle = social.person("idle");
    social.post(writer, "x");
    await(members.followPerson(follower, writer.id(), true));
    assertThatThrownBy(() -> members.signUp("late")).hasMessageContaining("places");
    social.second();
    assertThat(members.byId(idle.id())).isNotNull();

    social.pass(Duration.ofHours(2));
    social.second();
    assertThat(members.byId(idle.id())).isNull();
    assertThat(social.person("late").name()).isEqualTo("late");
  }

  @Test
  void follow_canBeTakenBack_andHasABound() {
    Person ada = social.person("Ada");
    Person bob = social.person("Bob");
    await(members.followPerson(ada, bob.id(), true));
    await(members.followTag(ada, "#Tea", true));
    assertThat(members.following(ada).people()).containsExactly(bob.id());
    assertThat(members.following(ada).tags()).containsExactly("tea");

    await(members.followPerson(ada, bob.id(), false));
    assertThat(members.following(ada).people()).isEmpty();
    assertThatThrownBy(() -> members.followPerson(ada, ada.id(), true))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> members.followPerson(ada, "nobody", true))
        .hasMessageContaining("no such person");
    for (int i = 1; i < Follows.MOST; i++) {
      await(members.followTag(ada, "t" + i, true));
    }
    assertThatThrownBy(() -> members.followTag(ada, "more", true))
        .hasMessageContaining("more than");
  }

  @Test
  void signUp_whenTheStoreIsAway_fails() {
    Store away =
        new Store() {
          @Override
          public CompletionStage<Void> put(String section, Map<String, String> texts) {
            return CompletableFuture.failedStage(new StoreUnavailableException("away", null));
          }

          @Override
          public CompletionStage<Boolean> add(String section, String key, String text) {
            return CompletableFuture.failedStage(new StoreUnavailableException("away", null));
          }

          @Override
          public CompletionStage<Void> remove(String section, String key) {
            return put(section, Map.of());
          }

          @Override
          public Map<String, String> read(String section) {
            return Map.of();
          }

          @Override
          public Optional<String> read(String section, String key) {
            return Optional.empty();
          }
        };
    try (TestSocial failing = new TestSocial(away)) {
      assertThatThrownBy(() -> await(failing.members().signUp("Ada")))
          .hasCauseInstanceOf(StoreUnavailableException.class);
    }
  }
}
