package dev.freshet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.health.Health;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes and one directory. */
class LocalStoreLockTest {
  @TempDir private Path directory;

  private LocalStore open() {
    return LocalStore.open(directory, Set.of(), Health.ofSystem(), Runnable::run);
  }

  /** A node in a process of its own. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws IOException {
      try {
        LocalStore unused =
            LocalStore.open(Path.of(arguments[0]), Set.of(), Health.ofSystem(), Runnable::run);
        System.out.println("open");
        int end = System.in.read();
        System.out.println(end);
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Other.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader reader = process.inputReader();
    return String.valueOf(reader.readLine());
  }

  @Test
  void secondNode_inTheSameProcess_doesNotStart() {
    try (LocalStore first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("FRESHET_DATA")
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(first.put("a", "k", "1").toCompletableFuture()).isCompleted();
    }
    LocalStore next = open();
    assertThat(next.read("a")).hasSize(1);
    next.close();
  }

  @Test
  void secondNode_inAnotherProcess_doesNotStart_evenAfterOneHereTried() throws IOException {
    try (LocalStore first = open()) {
      // That this one does not start must not free the lock.
      assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);
      Process other = start();
      assertThat(firstLine(other))
          .contains("in use by another node (process " + ProcessHandle.current().pid());
      other.destroyForcibly().onExit().join();
      assertThat(first.read("a")).isEmpty();
    }
  }

  @Test
  void directory_ofANodeThatWasKilled_isFree() throws IOException {
    Process other = start();
    assertThat(firstLine(other)).isEqualTo("open");
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("process " + other.pid());
    other.destroyForcibly().onExit().join();

    open().close();
  }

  @Test
  void directory_thatCannotBeMade_isSaid() throws IOException {
    Path file = java.nio.file.Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> LocalStore.open(file, Set.of(), Health.ofSystem(), Runnable::run))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("FRESHET_DATA");
  }
}
