package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.Lease;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import dev.freshet.store.LocalStore;
import dev.freshet.store.SharedSection;
import dev.freshet.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The posts of a node, and how they are forgotten. */
class PostsTest {
  private static String text(String id) {
    Post post =
        new Post(id, "k" + id, new Author("a", "Ada"), "x", Instant.EPOCH, null, List.of(), false);
    return SocialJson.write(post);
  }

  /** Somebody looks for a rare tag while events wait to be heard. */
  @Test
  void search_thatTakesLong_holdsUpNoChange() throws Exception {
    Posts posts = new Posts();
    posts.changed("1", text("1"));
    CountDownLatch searching = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<List<Post>> search =
        CompletableFuture.supplyAsync(
            () ->
                posts.newest(
                    10,
                    null,
                    post -> {
                      searching.countDown();
                      try {
                        return goOn.await(30, TimeUnit.SECONDS);
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
    assertThat(searching.await(10, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Void> change =
        CompletableFuture.runAsync(
            () -> {
              posts.changed("2", text("2"));
              posts.replaced(Map.of("1", text("1"), "2", text("2")));
              posts.removed("1");
            });
    assertThat(change).succeedsWithin(Duration.ofSeconds(10));
    goOn.countDown();
    assertThat(search).succeedsWithin(Duration.ofSeconds(10));
    assertThat(posts.find("2")).isNotNull();
    assertThat(posts.byKey("a", "k1")).isNull();
  }

  /** A store that removes nothing for now. */
  private static final class Stuck implements Store {
    private final Store store = new LocalStore(null);
    private final CompletableFuture<Void> removal = new CompletableFuture<>();
    private int removals;

    @Override
    public CompletionStage<Void> put(String section, Map<String, String> texts) {
      return store.put(section, texts);
    }

    @Override
    public CompletionStage<Boolean> add(String section, String key, String text) {
      return store.add(section, key, text);
    }

    @Override
    public CompletionStage<Void> remove(String section, String key) {
      removals++;
      return removal;
    }

    @Override
    public Map<String, String> read(String section) {
      return store.read(section);
    }

    @Override
    public Optional<String> read(String section, String key) {
      return store.read(section, key);
    }
  }

  @Test
  void removals_whileTheStoreIsStuck_doNotPileUp() {
    Stuck store = new Stuck();
    Hub hub =
        new Hub(
            HubSettings.defaults(),
            new MemoryLog(
                new LogBounds(1000, 1 << 20, Duration.ofHours(1)), InstantSource.system()),
            Lease.SOLE,
            Thread::new,
            Runnable::run);
    SharedSection section =
        new SharedSection(Posts.SECTION, hub, store, Runnable::run, new Posts());
    Removals removals = new Removals();
    for (int i = 0; i < 1000; i++) {
      removals.begin(Posts.SECTION, section, Integer.toString(i % 500));
    }
    assertThat(store.removals).isEqualTo(Removals.MOST);
    assertThat(removals.underWay()).isEqualTo(Removals.MOST);

    store.removal.completeExceptionally(new IllegalStateException("broken"));
    assertThat(removals.underWay()).isZero();
  }
}
