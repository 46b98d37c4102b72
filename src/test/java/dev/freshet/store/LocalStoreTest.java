package dev.freshet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {
  @TempDir private Path directory;

  private static void put(Store store, String section, String key, String text) {
    store.put(section, key, text).toCompletableFuture().join();
  }

  @Test
  void read_givesWhatWasPut() {
    LocalStore store = new LocalStore(null);
    put(store, "a", "k", "1");
    put(store, "a", "k", "2");
    put(store, "a", "l", "3");
    put(store, "b", "k", "4");
    store.remove("a", "l").toCompletableFuture().join();

    assertThat(store.read("a")).containsOnly(entry("k", "2"));
    assertThat(store.read("b")).hasSize(1);
    assertThat(store.read("c")).isEmpty();
  }

  @Test
  void add_keepsOnlyTheFirst() {
    LocalStore store = new LocalStore(directory);

    assertThat(store.add("a", "k", "1").toCompletableFuture().join()).isTrue();
    assertThat(store.add("a", "k", "2").toCompletableFuture().join()).isFalse();
    assertThat(new LocalStore(directory).read("a")).containsOnly(entry("k", "1"));
  }

  @Test
  void put_ofSeveral_keepsThemBesideTheOthers() {
    LocalStore store = new LocalStore(directory);
    put(store, "a", "k", "1");
    store.put("a", Map.of("k", "2", "l", "3")).toCompletableFuture().join();

    assertThat(new LocalStore(directory).read("a")).containsOnly(entry("k", "2"), entry("l", "3"));
    assertThat(store.read("a", "l")).contains("3");
    assertThat(store.read("a", "m")).isEmpty();
  }

  @Test
  void texts_outliveTheStoreInItsDirectory() {
    Path made = directory.resolve("made/when/needed");
    put(new LocalStore(made), "a", "\u20ac \n", "\"{}\" \ud83d\ude00");

    assertThat(new LocalStore(made).read("a"))
        .containsOnly(entry("\u20ac \n", "\"{}\" \ud83d\ude00"));
  }

  @Test
  void put_whereNothingCanBeWritten_failsAndChangesNothing() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    LocalStore store = new LocalStore(file);

    assertThat(store.put("a", "k", "1").toCompletableFuture()).isCompletedExceptionally();
    assertThat(store.read("a")).isEmpty();
  }
}
