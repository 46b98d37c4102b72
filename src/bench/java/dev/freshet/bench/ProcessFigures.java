package dev.freshet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What Linux accounts to processes. */
final class ProcessFigures {
  /** Linux tells times to programs in hundredths of a second, whatever its own tick. */
  private static final long NANOS_PER_TICK = 10_000_000;

  /** Counted from the field after the program's name. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;

  private ProcessFigures() {}

  /** Processor time of all of them so far, of their kernel work too. */
  static long cpuNanos(Collection<Long> pids) {
    return pids.stream().mapToLong(ProcessFigures::cpuNanos).sum();
  }

  private static long cpuNanos(long pid) {
    String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
    // The name may have spaces, and ends with the last parenthesis.
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    long ticks = Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME));
    return ticks * NANOS_PER_TICK;
  }

  /** Resident memory of all of them; pages that they share count for each. */
  static long residentBytes(Collection<Long> pids) {
    return pids.stream().mapToLong(ProcessFigures::residentBytes).sum();
  }

  private static long residentBytes(long pid) {
    String status = read(Path.of("/proc", Long.toString(pid), "status"));
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  /** How many files a process that this one starts may open. */
  static long mostFiles() {
    return read(Path.of("/proc", "self", "limits"))
        .lines()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.replaceAll(".* +(\\S+) +files.*", "$1"))
        .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
        .sum();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
