package dev.freshet.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts without which figures mean nothing. */
public final class Machine {
  private static final String UNKNOWN = "unknown";

  private Machine() {}

  /** Those of this machine, by name. */
  public static Map<String, String> ofThis() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("processor", processor());
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("jdk", System.getProperty("java.vm.version"));
    facts.put("freshet", firstLine("git", "describe", "--always", "--dirty"));
    facts.put("payara", System.getProperty("payara.version", UNKNOWN));
    facts.put("nginx", firstLine("nginx", "-v"));
    facts.put("nchan", firstLine("dpkg-query", "-W", "-f", "${Version}", "libnginx-mod-nchan"));
    facts.put("redis", firstLine("redis-server", "--version"));
    return facts;
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc", "cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 2))
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** What a program says first; unknown if there is none or it fails. */
  private static String firstLine(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      boolean isGood = process.onExit().join().exitValue() == 0;
      return isGood ? text.lines().findFirst().orElse(UNKNOWN) : UNKNOWN;
    } catch (IOException notThere) {
      return UNKNOWN;
    }
  }
}
