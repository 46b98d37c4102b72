package dev.freshet.testing;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server's heap holds, by its JDK's own tool. */
public final class Heap {
  private static final Pattern USED = Pattern.compile("generation .*used (\\d+)K");

  private Heap() {}

  /** Bytes in use after a collection. */
  public static long used(FreshetServer server) {
    String pid =
        server.processes().stream()
            .filter(one -> one.info().commandLine().orElse("").contains("payara-micro.jar"))
            .filter(one -> !one.info().commandLine().orElse("").contains("-Xmx32m"))
            .map(one -> Long.toString(one.pid()))
            .findFirst()
            .orElseThrow();
    String unused = ask(pid, "GC.run");
    Matcher matcher = USED.matcher(ask(pid, "GC.heap_info"));
    long kilobytes = 0;
    while (matcher.find()) {
      kilobytes += Long.parseLong(matcher.group(1));
    }
    if (kilobytes == 0) {
      throw new AssertionError("The heap's use is not told.");
    }
    return kilobytes * 1024;
  }

  private static String ask(String pid, String question) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Shell.run(jcmd, pid, question);
  }
}
