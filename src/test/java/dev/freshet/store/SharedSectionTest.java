package dev.freshet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.event.Event;
import dev.freshet.hub.EventTooLargeException;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.Lease;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A section of the store that every node has in its heap. */
class SharedSectionTest {
  private final Hub hub =
      new Hub(
          HubSettings.defaults(),
          new MemoryLog(new LogBounds(1000, 1 << 20, Duration.ofHours(1)), InstantSource.system()),
          Lease.SOLE,
          Thread::new,
          Runnable::run);
  private final Store store = new LocalStore(null);
  private final Heap heap = new Heap();
  private final Heap other = new Heap();
  private final SharedSection section = section(heap);

  /** What a node knows of a section. */
  private static final class Heap implements SharedSection.Reader {
    private final Map<String, String> texts = new HashMap<>();

    @Override
    public void changed(String key, String text) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("nobody understands this");
      }
      texts.put(key, text);
    }

    @Override
    public void removed(String key) {
      texts.remove(key);
    }

    @Override
    public void replaced(Map<String, String> all) {
      texts.clear();
      texts.putAll(all);
      texts.values().removeIf(String::isEmpty);
    }
  }

  private SharedSection section(SharedSection.Reader reader) {
    return new SharedSection("things", hub, store, Runnable::run, reader);
  }

  @BeforeEach
  void start() {
    store.put("things", "old", "kept before");
    section.start();
    section(other).start();
    hub.start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private static void await(CompletionStage<?> stage) {
    stage.toCompletableFuture().join();
  }

  @Test
  void start_readsWhatWasKeptBefore() {
    assertThat(heap.texts).containsExactly(Map.entry("old", "kept before"));
  }

  @Test
  void put_isKeptAndToldToAll() {
    await(section.put("new", "text"));

    assertThat(store.read("things")).containsEntry("new", "text");
    assertThat(heap.texts).containsEntry("new", "text");
    assertThat(other.texts).isEqualTo(heap.texts);
  }

  @Test
  void remove_isForgottenByAll() {
    await(section.remove("old"));

    assertThat(store.read("things")).isEmpty();
    assertThat(heap.texts).isEmpty();
    assertThat(other.texts).isEmpty();
  }

  @Test
  void changeThatNobodyUnderstands_isSkipped() {
    await(section.put("bad", ""));
    await(hub.publish(Event.on("/.well-known/mercure/things").data("[").isPrivate(true).build()));
    await(section.put("good", "text"));

    assertThat(heap.texts).containsOnlyKeys("old", "good");
  }

  @Test
  void resumed_readsWhatWasMissed() {
    store.put("things", "missed", "text");
    section.resumed();

    assertThat(heap.texts).containsOnlyKeys("old", "missed");
  }

  @Test
  void put_ofMoreThanAnEventHolds_keepsNothing() {
    String text = "x".repeat(hub.maxEventBytes());

    assertThatThrownBy(() -> await(section.put("new", text)))
        .hasCauseInstanceOf(EventTooLargeException.class);
    assertThat(store.read("things")).doesNotContainKey("new");
  }

  @Test
  void put_thatTheStoreRefuses_tellsNobody() {
    Store away =
        new Store() {
          @Override
          public CompletionStage<Void> put(String name, Map<String, String> texts) {
            return CompletableFuture.failedStage(new StoreUnavailableException("away", null));
          }

          @Override
          public CompletionStage<Boolean> add(String name, String key, String text) {
            return CompletableFuture.failedStage(new StoreUnavailableException("away", null));
          }

          @Override
          public CompletionStage<Void> remove(String name, String key) {
            return put(name, key, "");
          }

          @Override
          public Optional<String> read(String name, String key) {
            throw new StoreUnavailableException("away", null);
          }

          @Override
          public Map<String, String> read(String name) {
            throw new StoreUnavailableException("away", null);
          }
        };
    SharedSection failing = new SharedSection("things", hub, away, Runnable::run, other);

    assertThatThrownBy(() -> await(failing.put("new", "text")))
        .hasCauseInstanceOf(StoreUnavailableException.class);
    assertThat(heap.texts).doesNotContainKey("new");
  }
}
