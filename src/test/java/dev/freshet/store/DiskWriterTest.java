package dev.freshet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.health.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes on their way to the disk. */
class DiskWriterTest {
  @TempDir private Path directory;

  private final Health health = Health.ofSystem();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean isRefusing;
  private @Nullable LocalStore opened;

  private LocalStore open() {
    LocalStore store = LocalStore.open(directory, Set.of(), health, this::execute);
    opened = store;
    return store;
  }

  private void execute(Runnable task) {
    if (isRefusing) {
      throw new RejectedExecutionException("full");
    }
    tasks.add(task);
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private Map<String, String> onDisk() throws IOException {
    return SectionFile.open(directory, "a").texts();
  }

  @Test
  void put_returnsBeforeTheDisk_andIsReadAtOnce() throws IOException {
    LocalStore store = open();
    CompletableFuture<Void> kept = store.put("a", "k", "1").toCompletableFuture();

    assertThat(kept).isNotDone();
    assertThat(store.read("a")).containsEntry("k", "1");
    assertThat(store.read("a", "k")).contains("1");
    assertThat(onDisk()).isEmpty();
    runTasks();
    assertThat(kept).isCompleted();
    assertThat(onDisk()).containsEntry("k", "1");
  }

  @Test
  void puts_thatWaitTogether_areOneTask() throws IOException {
    LocalStore store = open();
    List<CompletableFuture<Void>> kept = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      kept.add(store.put("a", "k" + i, "1").toCompletableFuture());
    }
    assertThat(tasks).hasSize(1);
    runTasks();

    assertThat(kept).allMatch(CompletableFuture::isDone);
    assertThat(onDisk()).hasSize(100);
  }

  @Test
  void put_thatTheDiskRefuses_changesNothing_untilTheDiskIsWellAgain() throws IOException {
    LocalStore store = open();
    Path inTheWay = Files.createDirectories(directory.resolve("a.store.new"));
    CompletableFuture<Void> kept = store.put("a", "k", "1").toCompletableFuture();
    runTasks();

    assertThat(kept).isCompletedExceptionally();
    assertThat(store.read("a")).isEmpty();
    assertThat(health.fault("store-disk").lasts()).isTrue();
    Files.delete(inTheWay);
    store.sections().check();
    runTasks();
    assertThat(health.fault("store-disk").lasts()).isFalse();
    CompletableFuture<Void> again = store.put("a", "k", "2").toCompletableFuture();
    runTasks();
    assertThat(again).isCompleted();
    assertThat(onDisk()).containsEntry("k", "2");
  }

  @Test
  void puts_beyondTheBound_areRefused() {
    LocalStore store = open();
    for (int i = 0; i < DiskWriter.MOST_WAITING; i++) {
      var unused = store.put("a", "k", "1");
    }
    assertThat(store.put("a", "k", "2").toCompletableFuture()).isCompletedExceptionally();
    runTasks();
    CompletableFuture<Void> kept = store.put("a", "k", "3").toCompletableFuture();
    runTasks();
    assertThat(kept).isCompleted();
  }

  @Test
  void put_withoutAThread_isRefused_andTheNextIsNot() {
    LocalStore store = open();
    isRefusing = true;
    assertThat(store.put("a", "k", "1").toCompletableFuture()).isCompletedExceptionally();
    assertThat(store.read("a")).isEmpty();
    isRefusing = false;
    CompletableFuture<Void> kept = store.put("a", "k", "2").toCompletableFuture();
    runTasks();
    assertThat(kept).isCompleted();
  }

  @Test
  void add_whileAnotherIsOnItsWay_waitsForIt() {
    LocalStore store = open();
    CompletableFuture<Boolean> one = store.add("a", "k", "1").toCompletableFuture();
    CompletableFuture<Boolean> two = store.add("a", "k", "2").toCompletableFuture();
    assertThat(two).isNotDone();
    runTasks();

    assertThat(one).isCompletedWithValue(true);
    assertThat(two).isCompletedWithValue(false);
    assertThat(store.read("a", "k")).contains("1");
  }

  @Test
  void close_waitsForWhatWasAccepted() throws Exception {
    LocalStore store =
        LocalStore.open(directory, Set.of(), health, task -> new Thread(task).start());
    List<CompletableFuture<Void>> kept = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      kept.add(store.put("a", "k" + i, "1").toCompletableFuture());
    }
    store.close();

    assertThat(onDisk()).hasSize(50);
    for (CompletableFuture<Void> one : kept) {
      assertThat(one).succeedsWithin(Duration.ofSeconds(5));
    }
    assertThat(store.put("a", "late", "1").toCompletableFuture()).isCompletedExceptionally();
  }
}
