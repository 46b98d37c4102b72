package dev.freshet.faults;

import dev.freshet.testing.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small libraries that change what the machine tells a process; compiled when they are needed. */
final class Preloaded {
  private static final Path SOURCES = Path.of("src", "test", "resources", "faults");

  private Preloaded() {}

  /** Whether there is a compiler here. */
  static boolean isPossible() {
    return Shell.succeeds("gcc", "--version");
  }

  /** Compiles a library; returns where it is. */
  static Path compile(String name) {
    Path directory = Path.of("target", "faults").toAbsolutePath();
    Path library = directory.resolve(name + ".so");
    String source = SOURCES.resolve(name + ".c").toString();
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String unused =
        Shell.run("gcc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source, "-ldl");
    return library;
  }
}
