package dev.freshet.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Has the servers of the tests start in a third of the time: they are compiled once rather than
 * twice, and map the classes of Payara and of the WAR from an archive that the first server of a
 * build leaves behind. That one runs the command from its source, as people do, the others what the
 * compiler made of it.
 *
 * @param command what the JVM of the run command is started with, before its arguments
 * @param javaOptions the further options of the server's JVM
 */
record QuickStart(List<String> command, String javaOptions) {
  // As in arquillian.xml.
  private static final String COMPILED_ONCE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final String QUIET = " -Xlog:cds=off -Xlog:cds+dynamic=off";
  private static final String RUN = "payara/Run.java";
  private static final String CLASSES = "target/run-classes";
  private static final Path ARCHIVE = Path.of("target", "classes.jsa").toAbsolutePath();

  private static final Path LOCK = Path.of("target", "classes.lock");

  /** Guarded by the class. */
  private static @Nullable QuickStart ready;

  /** The first caller of a build waits for the archive. */
  static synchronized QuickStart get() {
    QuickStart found = ready;
    if (found != null) {
      return found;
    }
    // The other JVM of the tests waits too.
    try (FileChannel file = FileChannel.open(LOCK, CREATE, WRITE);
        FileLock lock = file.lock()) {
      assert lock.isValid();
      return make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static QuickStart make() {
    if (!isOfThisBuild()) {
      ready = with(List.of(RUN), "-XX:ArchiveClassesAtExit");
      FreshetServer.start(Map.of()).close();
    }
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", CLASSES, RUN) != 0) {
      throw new AssertionError("The run command does not compile.");
    }
    QuickStart made = with(List.of("-cp", CLASSES, "Run"), "-XX:SharedArchiveFile");
    ready = made;
    return made;
  }

  private static QuickStart with(List<String> command, String archiveOption) {
    return new QuickStart(command, COMPILED_ONCE + QUIET + " " + archiveOption + "=" + ARCHIVE);
  }

  private static boolean isOfThisBuild() {
    File war = new File(System.getProperty("freshet.war", "target/freshet.war"));
    return ARCHIVE.toFile().lastModified() > war.lastModified();
  }
}
