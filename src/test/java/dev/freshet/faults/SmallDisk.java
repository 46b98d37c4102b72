package dev.freshet.faults;

import dev.freshet.testing.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few pages that can be full or read-only. It takes the right to mount. */
final class SmallDisk implements AutoCloseable {
  private static final int BYTES = 512 * 1024;

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Whether this process may mount. */
  static boolean isPossible() {
    try {
      make().close();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  static SmallDisk make() {
    try {
      Path directory = Files.createTempDirectory("freshet-disk-");
      String unused =
          Shell.run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", directory.toString());
      return new SmallDisk(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  private Path ballast() {
    return directory.resolve("ballast");
  }

  /** Takes all the room that is left. */
  void fill() {
    // dd ends with an error, because the disk is full: that is what it is for.
    boolean unused = Shell.succeeds("dd", "if=/dev/zero", "of=" + ballast(), "bs=4096");
  }

  /** Gives the room back. */
  void free() {
    try {
      Files.delete(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets files be changed or not. A disk that is in use cannot be mounted read-only. */
  void writable(boolean isWritable) {
    String unused = Shell.run("chattr", "-R", isWritable ? "-i" : "+i", directory.toString());
  }

  /** Damages nothing on a machine that is shut down in between: it is all in memory. */
  @Override
  public void close() {
    String unused = Shell.run("umount", "--lazy", directory.toString());
    if (!directory.toFile().delete()) {
      throw new IllegalStateException(directory + " is still there.");
    }
  }
}
