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
 * What the operating system tells of the machine and of this process. What it does not tell is
 * null. Any thread.
 */
final class Machine {
  private static final double SHARE = 10_000;
  private static final double HUNDREDTHS = 100;

  private final java.lang.management.OperatingSystemMXBean system;
  private final Path disk;

  /**
   * Prepares to look.
   *
   * @param disk a folder on the disk that counts
   */
  Machine(java.lang.management.OperatingSystemMXBean system, Path disk) {
    this.system = system;
    this.disk = disk;
  }

  /** This machine, and the disk that the server unpacks itself on. */
  static Machine here() {
    return new Machine(
        ManagementFactory.getOperatingSystemMXBean(),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** The shares, 0 to 1, of all processors that this process and all processes take. */
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

  /** How many processes want a processor, over the last minute. */
  JsonValue load() {
    double load = system.getSystemLoadAverage();
    return load < 0 ? JsonValue.NULL : Json.createValue(Math.round(load * HUNDREDTHS) / HUNDREDTHS);
  }

  /** File descriptors of this process, sockets among them: open, and allowed. */
  JsonObjectBuilder files() {
    JsonObjectBuilder files = Json.createObjectBuilder();
    if (system instanceof UnixOperatingSystemMXBean unix) {
      return files
          .add("open", unix.getOpenFileDescriptorCount())
          .add("max", unix.getMaxFileDescriptorCount());
    }
    return files.addNull("open").addNull("max");
  }

  /** Bytes of the disk: free for this process, and all. */
  JsonObjectBuilder disk() {
    JsonObjectBuilder bytes = Json.createObjectBuilder();
    try {
      FileStore store = Files.getFileStore(disk);
      return bytes.add("free", store.getUsableSpace()).add("total", store.getTotalSpace());
    } catch (IOException | InternalError e) {
      // The JDK throws the error when it cannot open a file for want of descriptors.
      return bytes.addNull("free").addNull("total");
    }
  }
}
