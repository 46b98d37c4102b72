package dev.freshet.showcase.social;

import static dev.freshet.showcase.social.TestSocial.await;
import static dev.freshet.testing.Schemas.assertValid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.event.Event;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Posts and likes on a real hub. */
class BoardTest {
  private final Store store = new LocalStore(null);
  private final TestSocial social = new TestSocial(store);
  private final Person ada = social.person("Ada");
  private final Person bob = social.person("Bob");

  @AfterEach
  void close() {
    social.close();
  }

  private static Question of(
      @Nullable String tag,
      @Nullable String person,
      @Nullable String thread,
      @Nullable String follower) {
    return new Question(tag, person, thread, follower, null, 100);
  }

  @Test
  void post_isKeptAndToldOnItsTopics() {
    Post parent = social.post(ada, "first");
    Post post = social.post(bob, "to @ada about #Java and #java", parent);

    Event event = social.lastTold();
    assertThat(event.type()).isEqualTo("post");
    assertThat(event.isPrivate()).isFalse();
    assertThat(event.topics())
        .containsExactly(
            "social/posts",
            "social/posts/" + post.id(),
            "social/people/" + bob.id(),
            "social/tags/java",
            "social/mentions/" + ada.id(),
            "social/posts/" + parent.id());
    assertValid("post", event.data());
    assertThat(store.read("posts")).containsKeys(parent.id(), post.id());
    assertThat(social.texts()).containsExactly(post.text(), "first");
  }

  @Test
  void post_sentAgainWithItsKey_isSaidOnce() {
    Draft draft = new Draft("once", "k", null);
    Post first = await(social.board().post(ada, draft));
    social.pass(Duration.ofSeconds(5));
    Post again = await(social.board().post(ada, draft));
    social.pass(Duration.ofMinutes(10));
    Post late = await(social.board().post(ada, draft));

    assertThat(List.of(again, late)).containsOnly(first);
    assertThat(social.told()).hasSize(1);
    assertThat(await(social.board().post(bob, draft)).id()).isNotEqualTo(first.id());
    assertThatThrownBy(() -> social.board().post(ada, new Draft("other", "k", null)))
        .hasMessageContaining("this key");
  }

  @Test
  void remove_byItsAuthor_isToldOnTheSameTopics() {
    Post post = social.post(ada, "bad #idea");
    List<String> topics = social.lastTold().topics();
    assertThatThrownBy(() -> social.board().remove(post.id(), bob))
        .hasMessageContaining("Only its author");
    await(social.board().remove(post.id(), ada));

    assertThat(social.lastTold().type()).isEqualTo("post-removed");
    assertThat(social.lastTold().topics()).isEqualTo(topics);
    assertValid("post-removed", social.lastTold().data());
    assertThat(social.texts()).isEmpty();
    assertThat(store.read("posts")).isEmpty();
    assertThatThrownBy(() -> social.board().remove(post.id(), ada))
        .hasMessageContaining("no such post");
  }

  @Test
  void remove_byAnAdministrator_needsNoAuthor() {
    Post post = social.post(ada, "bad");
    await(social.board().remove(post.id(), null));
    assertThat(social.texts()).isEmpty();
  }

  @Test
  void like_isCountedOncePerPerson_andToldWithinASecond() {
    Post post = social.post(ada, "good #idea");
    assertThat(await(social.board().like(bob, post.id(), true))).isEqualTo(1);
    assertThat(await(social.board().like(bob, post.id(), true))).isEqualTo(1);
    assertThat(await(social.board().like(ada, post.id(), true))).isEqualTo(2);
    social.second();

    assertThat(social.told()).hasSize(2);
    assertThat(social.lastTold().type()).isEqualTo("like");
    assertThat(social.lastTold().topics()).contains("social/tags/idea");
    assertThat(social.lastTold().data()).isEqualTo("{\"id\":\"" + post.id() + "\",\"likes\":2}");
    assertValid("like", social.lastTold().data());

    assertThat(await(social.board().like(bob, post.id(), false))).isEqualTo(1);
    social.second();
    social.second();
    assertThat(social.told()).hasSize(3);
    assertThat(social.lastTold().data()).contains("\"likes\":1");
    assertThat(social.board().liking(post, ada)).isEqualTo(new Board.Liking(1, true));
    assertThat(social.board().liking(post, bob)).isEqualTo(new Board.Liking(1, false));
  }

  @Test
  void like_ofAPostThatIsRemoved_isForgotten() {
    Post post = social.post(ada, "x");
    await(social.board().like(bob, post.id(), true));
    await(social.board().remove(post.id(), ada));
    for (int i = 0; i < 15; i++) {
      social.second();
    }

    assertThat(store.read("likes")).isEmpty();
    assertThatThrownBy(() -> social.board().like(bob, post.id(), true))
        .hasMessageContaining("no such post");
  }

  @Test
  void read_findsByTagPersonThreadAndWhatIsFollowed() {
    Person eve = social.person("Eve");
    Post one = social.post(ada, "1 #Tea");
    social.post(bob, "2", one);
    social.post(eve, "3 for @bob");
    await(social.members().followPerson(bob, ada.id(), true));

    assertThat(social.texts(of("#TEA", null, null, null))).containsExactly("1 #Tea");
    assertThat(social.texts(of(null, eve.id(), null, null))).containsExactly("3 for @bob");
    assertThat(social.texts(of(null, null, one.id(), null))).containsExactly("2", "1 #Tea");
    assertThat(social.texts(of(null, null, null, bob.id())))
        .containsExactly("3 for @bob", "2", "1 #Tea");
    assertThat(social.texts(of(null, null, null, eve.id()))).containsExactly("3 for @bob");
    assertThat(social.texts(new Question(null, null, null, null, one.id(), 100))).isEmpty();
    assertThat(social.texts(new Question(null, null, null, null, null, 1))).hasSize(1);
  }

  @Test
  void posts_thatAreTooMany_areForgottenOldestFirst() {
    for (int i = 0; i < 8; i++) {
      social.post(ada, "post " + i);
    }
    social.second();

    assertThat(store.read("posts")).hasSize(5);
    assertThat(social.texts()).first().isEqualTo("post 7");
    assertThat(social.texts()).last().isEqualTo("post 3");
  }

  @Test
  void removal_thatNobodyEnded_isEndedByTheFeed() {
    Post post = social.post(ada, "x");
    store.put("posts", post.id(), SocialJson.write(post.removed()));
    try (TestSocial restarted = new TestSocial(store)) {
      assertThat(restarted.texts()).isEmpty();
      for (int i = 0; i < 12; i++) {
        restarted.second();
      }

      assertThat(restarted.told()).extracting(Event::type).containsExactly("post-removed");
      assertThat(store.read("posts")).isEmpty();
    }
  }

  @Test
  void everything_outlivesTheNode() {
    Post post = social.post(ada, "kept #tag @bob");
    await(social.board().like(bob, post.id(), true));
    await(social.members().followTag(bob, "tag", true));
    try (TestSocial restarted = new TestSocial(store)) {
      assertThat(restarted.board().read(of(null, null, null, bob.id()))).containsExactly(post);
      assertThat(restarted.board().liking(post, bob)).isEqualTo(new Board.Liking(1, true));
      assertThat(restarted.members().byId(ada.id())).isEqualTo(ada);
    }
  }
}
