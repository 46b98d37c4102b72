package dev.freshet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM tells of its heap, by jcmd and by its log of garbage collections. */
final class JvmFigures {
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;

  /** A line of the heap or of a generation, not of the class metadata. */
  private static final Pattern USED = Pattern.compile("(?:heap|generation|space).*used (\\d+)K");

  private static final Pattern COLLECTION = Pattern.compile("Pause .*?(\\d+)M->(\\d+)M\\(");

  private final long pid;
  private final Path gcLog;

  JvmFigures(long pid, Path gcLog) {
    this.pid = pid;
    this.gcLog = gcLog;
  }

  /** The heap in use when all garbage has been collected. */
  long liveBytes() {
    String unused = jcmd("GC.run");
    return usedBytes();
  }

  /** The heap in use. */
  long usedBytes() {
    return usedBytes(jcmd("GC.heap_info"));
  }

  static long usedBytes(String heapInfo) {
    return heapInfo
        .lines()
        .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
        .map(USED::matcher)
        .filter(Matcher::find)
        .mapToLong(match -> Long.parseLong(match.group(1)) * KIB)
        .sum();
  }

  /** How much all collections so far have freed. */
  long freedBytes() {
    return freedBytes(ProcessFigures.read(gcLog));
  }

  static long freedBytes(String log) {
    return log.lines()
        .map(COLLECTION::matcher)
        .filter(Matcher::find)
        .mapToLong(m -> (Long.parseLong(m.group(1)) - Long.parseLong(m.group(2))) * MIB)
        .sum();
  }

  private String jcmd(String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process = new ProcessBuilder(List.of(jcmd, Long.toString(pid), command)).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
