package dev.freshet.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;

/**
 * Has the servers of the tests start in a third of the time: they are compiled once rather than
 * twice, and map the classes of Payara and of the WAR from an archive that the first server of a
 * build leaves behind.
 */
final class QuickStart {
  private static final String COMPILED_ONCE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final String QUIET = " -Xlog:cds=off -Xlog:cds+dynamic=off";
  private static final Path ARCHIVE = Path.of("target", "classes.jsa").toAbsolutePath();

  /** Guarded by the class. */
  private static String options = "";

  private QuickStart() {}

  /** The options of the server's JVM. The first caller of a build waits for the archive. */
  static synchronized String javaOptions() {
    if (options.isEmpty()) {
      if (!isOfThisBuild()) {
        options = COMPILED_ONCE + QUIET + " -XX:ArchiveClassesAtExit=" + ARCHIVE;
        FreshetServer.start(Map.of()).close();
      }
      options = COMPILED_ONCE + QUIET + " -XX:SharedArchiveFile=" + ARCHIVE;
    }
    return options;
  }

  private static boolean isOfThisBuild() {
    File war = new File(System.getProperty("freshet.war", "target/freshet.war"));
    return ARCHIVE.toFile().lastModified() > war.lastModified();
  }
}
