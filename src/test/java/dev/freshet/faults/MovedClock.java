package dev.freshet.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/**
 * The wall clock of a process, moved while it runs. A small library is compiled here and loaded
 * into the process; Debian's libfaketime would do the same, but with it a JVM never waits: every
 * timed wait on a condition returns at once.
 */
final class MovedClock {
  private final Path library;
  private final Path file;

  private MovedClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** Compiles the library; the clock is right. */
  static MovedClock make() {
    Path library = Preloaded.compile("clock");
    try {
      MovedClock clock =
          new MovedClock(library, Files.createTempFile(library.getParent(), "clock", ""));
      clock.ahead(Duration.ZERO);
      return clock;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a process is started with that is to go by this clock. */
  Map<String, String> environment() {
    return Map.of("LD_PRELOAD", library.toString(), "CLOCK_FILE", file.toString());
  }

  /** Sets the clock ahead of the true time; back, if that is negative. */
  void ahead(Duration by) {
    ByteBuffer millis =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(by.toMillis());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      int unused = channel.write(millis.flip(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
