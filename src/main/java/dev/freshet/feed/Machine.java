package dev.freshet.feed;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.freshet.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Figures from the operating system about the machine and this process. Those it does not provide
 * are null. Thread-safe.
 */
final class Machine {
  private static final double SHARE = 10_000;
  private static final double HUNDREDTHS = 100;

  private final java.lang.management.OperatingSystemMXBean system;
  private final Path disk;

  /**
   * Creates a reader of the figures.
   *
   * @param disk a folder on the disk to report
   */
  Machine(java.lang.management.OperatingSystemMXBean system, Path disk) {
    this.system = system;
    this.disk = disk;
  }

  /** Returns this machine, with the disk that the server unpacks itself on. */
  static Machine here() {
    return new Machine(
        ManagementFactory.getOperatingSystemMXBean(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Returns the CPU load, 0 to 1 of all processors, of this process and of all processes. */
  JsonObjectBuilder cpu() {
    JsonObjectBuilder cpu = Json.createObjectBuilder();
    if (system instanceof OperatingSystemMXBean os) {
      return cpu.add("process", share(os.getProcessCpuLoad()))
          .add("system", share(os.getCpuLoad()));
    }
    return cpu.addNull("process").addNull("system");
  }

  private static JsonValue share(double load) {
    return load < 0 ? JsonValue.NULL : Json.createValue(Math.round(load * SHARE) / SHARE);
  }

  /** Returns the load average of the last minute. */
  JsonValue load() {
    double load = system.getSystemLoadAverage();
    return load < 0 ? JsonValue.NULL : Json.createValue(Math.round(load * HUNDREDTHS) / HUNDREDTHS);
  }

  /** Returns this process's file descriptors, sockets included: open, and allowed. */
  JsonObjectBuilder files() {
    JsonObjectBuilder files = Json.createObjectBuilder();
    if (system instanceof UnixOperatingSystemMXBean unix) {
      return files
          .add("open", unix.getOpenFileDescriptorCount())
          .add("max", unix.getMaxFileDescriptorCount());
    }
    return files.addNull("open").addNull("max");
  }

  /** Returns bytes of the disk: free for this process, and total. */
  JsonObjectBuilder disk() {
    JsonObjectBuilder bytes = Json.createObjectBuilder();
    try {
      FileStore store = Files.getFileStore(disk);
      return bytes.add("free", store.getUsableSpace()).add("total", store.getTotalSpace());
    } catch (IOException | InternalError e) {
      // The JDK throws this error when no file descriptor is left to open a file.
      return bytes.addNull("free").addNull("total");
    }
  }
}
