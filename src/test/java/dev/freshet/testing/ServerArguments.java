package dev.freshet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gives Arquillian's server the options that every other server of ours has, but for one: it
 * listens from the beginning. Otherwise its port is not in its start message, where Arquillian
 * looks for it.
 */
public final class ServerArguments implements LauncherSessionListener {
  private static final String PROPERTY =
      "arq.container.payara-micro.configuration.extraMicroOptions";

  private static final Path PRE_BOOT = Path.of("payara", "pre-boot.txt");

  /** The tests run in more than one JVM at the same time. */
  private static final Path LISTENING =
      Path.of("target", "pre-boot-listening-" + ProcessHandle.current().pid() + ".txt");

  private static final String LATE = ".http-listener.enabled=false";

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    try {
      List<String> commands = Files.readAllLines(PRE_BOOT);
      Files.write(LISTENING, commands.stream().filter(line -> !line.endsWith(LATE)).toList());
      String shared = String.join(" ", Files.readAllLines(Path.of("payara", "micro.args")));
      String options = shared.replace(PRE_BOOT.toString(), LISTENING.toString());
      System.setProperty(PROPERTY, "--port " + FreshetServer.freePort() + " " + options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
