package dev.freshet.faults;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a server's process may use, changed while it runs, by {@code prlimit}. */
final class Limits implements AutoCloseable {
  private final long pid;
  private final List<String> undo = new ArrayList<>();

  private Limits(long pid) {
    this.pid = pid;
  }

  static Limits of(FreshetServer node) {
    return new Limits(pid(node));
  }

  /** The server itself, not the run command that started it. */
  static long pid(FreshetServer node) {
    return node.processes().get(0).pid();
  }

  /** What is open stays open, but no file and no connection more can be opened. */
  Limits descriptors() {
    return soft("nofile", 3);
  }

  /** Threads that it has now, and a few. Does not hold a process of root. */
  Limits threads(int spare) {
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      int count = spare;
      for (Path unused : tasks) {
        count++;
      }
      return soft("nproc", count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address space: what it has now, and a few bytes more. */
  Limits memory(long spareBytes) {
    try {
      String pages = Files.readString(Path.of("/proc/" + pid + "/statm")).replaceAll(" .*\\s*", "");
      return soft("as", Long.parseLong(pages) * 4096 + spareBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No file can grow beyond that. */
  Limits fileBytes(long bytes) {
    return soft("fsize", bytes);
  }

  private Limits soft(String resource, long limit) {
    String before = run("--raw", "--noheadings", "--output", "SOFT", "--" + resource);
    undo.add("--" + resource + "=" + before.strip() + ":");
    run("--" + resource + "=" + limit + ":");
    return this;
  }

  private String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("prlimit", "--pid", Long.toString(pid)));
    command.addAll(List.of(arguments));
    return Shell.run(command);
  }

  /** Gives it back what it had. */
  void lift() {
    for (String option : undo) {
      run(option);
    }
    undo.clear();
  }

  @Override
  public void close() {
    if (ProcessHandle.of(pid).isPresent()) {
      lift();
    }
  }
}
