package dev.freshet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.health.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a local store does with a damaged file. */
class LocalStoreDamageTest {
  @TempDir private Path directory;

  private final Health health = Health.ofSystem();

  @BeforeEach
  void damage() throws IOException {
    try (LocalStore store = open()) {
      for (String section : new String[] {"posts", "revocations"}) {
        for (int i = 0; i < 3; i++) {
          store.put(section, "k" + i, "text" + i).toCompletableFuture().join();
        }
      }
    }
    for (String name : new String[] {"posts.store", "revocations.store"}) {
      byte[] bytes = Files.readAllBytes(directory.resolve(name));
      bytes[JournalHeader.SIZE + 45] ^= (byte) 1;
      Files.write(directory.resolve(name), bytes);
    }
  }

  private LocalStore open() {
    return LocalStore.open(directory, Set.of("revocations"), health, Runnable::run);
  }

  @Test
  void sectionThatProtectsNobody_isServedWithTheRest_andTold() {
    try (LocalStore store = open()) {
      assertThat(store.read("posts")).containsOnlyKeys("k0", "k2");
      assertThat(health.fault("posts-damaged").detail())
          .contains("record 2, at byte ")
          .contains("posts.store.damaged-1");
      assertThat(store.put("posts", "k3", "x").toCompletableFuture()).isCompleted();
    }
  }

  @Test
  void sectionThatProtectsSomebody_isNotServed_untilTheDamageIsAccepted() throws IOException {
    try (LocalStore store = open()) {
      assertThatThrownBy(() -> store.read("revocations"))
          .isInstanceOf(StoreUnavailableException.class);
    }
    // A restart accepts nothing.
    try (LocalStore store = open()) {
      assertThatThrownBy(() -> store.read("revocations"))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(health.fault("revocations-damaged").lasts()).isTrue();

      Files.delete(directory.resolve("revocations.store.damaged-1"));
      store.sections().check();

      assertThat(store.read("revocations")).containsOnlyKeys("k0", "k2");
      assertThat(health.fault("revocations-damaged").lasts()).isFalse();
    }
  }

  @Test
  void fileThatCannotBeRead_isNotTakenForEmpty_andReadLater() throws IOException {
    Path file = directory.resolve("other.store");
    Path unused = Files.createDirectory(file);
    try (LocalStore store = open()) {
      assertThatThrownBy(() -> store.read("other")).isInstanceOf(StoreUnavailableException.class);
      assertThat(health.fault("other-unreadable").lasts()).isTrue();
      Files.delete(file);

      assertThat(store.read("other")).isEmpty();
      assertThat(health.fault("other-unreadable").lasts()).isFalse();
    }
  }
}
