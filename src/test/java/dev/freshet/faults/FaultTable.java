package dev.freshet.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The rows of one run, printed and written to a file when the last test has ended. */
public final class FaultTable implements BeforeAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FaultTable.class);
  private static final Path FILE = Path.of("target", "faults", "table.md");
  private static final String HEAD =
      """
      | fault | accepted | refused | lost | doubled | told | status while it lasted | seconds until well | kept |
      |---|---|---|---|---|---|---|---|---|
      """;

  /** Guarded by itself. */
  private static final List<FaultRow> ROWS = new ArrayList<>();

  /** Adds a row, and says it at once: a run that is cut short has said what it saw. */
  public static void add(FaultRow row) {
    synchronized (ROWS) {
      ROWS.add(row);
    }
    System.out.println(row.markdown());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Printer unused =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Printer.class, type -> new Printer(), Printer.class);
  }

  /** Ends with the test run. */
  private static final class Printer implements AutoCloseable {
    @Override
    public void close() {
      synchronized (ROWS) {
        print(List.copyOf(ROWS));
      }
    }
  }

  private static void print(List<FaultRow> rows) {
    StringBuilder text = new StringBuilder(LocalDate.now(ZoneOffset.UTC).toString());
    text.append(", ").append(machine()).append("\n\n").append(HEAD);
    rows.forEach(row -> text.append(row.markdown()).append('\n'));
    System.out.println("\n" + text);
    try {
      Files.createDirectories(FILE.toAbsolutePath().getParent());
      Files.writeString(FILE, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the figures depend on. */
  private static String machine() {
    return String.join(
        ", ",
        List.of(
            firstOf("/proc/cpuinfo", "model name"),
            Runtime.getRuntime().availableProcessors() + " cores",
            firstOf("/proc/meminfo", "MemTotal") + " of memory",
            firstOf("/etc/os-release", "PRETTY_NAME"),
            System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
            redis()));
  }

  private static String firstOf(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(name.length()).replaceAll("^[\\s:=\"]+|[\\s\"]+$", ""))
          .findFirst()
          .orElse("unknown");
    } catch (IOException | UncheckedIOException e) {
      return "unknown";
    }
  }

  private static String redis() {
    try {
      Process process = new ProcessBuilder("redis-server", "--version").start();
      String version = new String(process.getInputStream().readAllBytes(), US_ASCII);
      return version.replaceAll("(?s)^.*v=(\\S+).*$", "Redis $1");
    } catch (IOException e) {
      return "the Redis of embedded-redis";
    }
  }
}
