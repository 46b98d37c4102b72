package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.health.Fault;
import dev.freshet.health.Health;
import dev.freshet.log.Mark;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Marks of a node that is alone: few writes, none forgotten. */
class MarksTest {
  private final Slow store = new Slow();
  private final Fault fault = Health.ofSystem().fault("marks");
  private final Marks marks = new Marks(store, fault);

  /** A store that writes when it is told to. */
  private static final class Slow implements Store {
    private final Store store = new LocalStore(null);
    private final List<Map<String, String>> texts = new ArrayList<>();
    private final List<CompletableFuture<Void>> writes = new ArrayList<>();

    @Override
    public CompletionStage<Void> put(String section, Map<String, String> some) {
      texts.add(some);
      CompletableFuture<Void> write = new CompletableFuture<>();
      writes.add(write);
      return write;
    }

    @Override
    public CompletionStage<Boolean> add(String section, String key, String text) {
      return store.add(section, key, text);
    }

    @Override
    public CompletionStage<Void> remove(String section, String key) {
      return store.remove(section, key);
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

  private CompletableFuture<?> write(String name, String place) {
    return marks.write(new Mark(name, place, "x")).toCompletableFuture();
  }

  @Test
  void marks_thatComeDuringAWrite_shareTheNext() {
    CompletableFuture<?> first = write("a", "1");
    CompletableFuture<?> second = write("b", "1");
    CompletableFuture<?> third = write("c", "1");
    assertThat(store.texts).hasSize(1);
    assertThat(first).isNotDone();

    store.writes.get(0).complete(null);
    assertThat(first).isDone();
    assertThat(second).isNotDone();
    assertThat(store.texts).hasSize(2);
    assertThat(store.texts.get(1)).containsOnlyKeys("b", "c");
    store.writes.get(1).complete(null);
    assertThat(third).isDone();

    CompletableFuture<?> later = write("a", "2");
    assertThat(store.texts).hasSize(3);
    store.writes.get(2).complete(null);
    assertThat(later).isDone();
  }

  @Test
  void mark_thatCannotBeWritten_isTold_andHoldsUpNoRun() {
    CompletableFuture<?> first = write("a", "1");
    store.writes.get(0).completeExceptionally(new StoreUnavailableException("full", null));
    assertThat(first).isCompletedWithValue(null);
    assertThat(fault.lasts()).isTrue();
    assertThat(fault.detail()).contains("full");

    CompletableFuture<?> second = write("a", "2");
    store.writes.get(1).complete(null);
    assertThat(second).isDone();
    assertThat(fault.lasts()).isFalse();
  }
}
