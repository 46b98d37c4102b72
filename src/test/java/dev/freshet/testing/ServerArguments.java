package dev.freshet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Gives Arquillian's server the options that every other server of ours has. */
public final class ServerArguments implements LauncherSessionListener {
  private static final String PROPERTY =
      "arq.container.payara-micro.configuration.extraMicroOptions";

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    try {
      String shared = String.join(" ", Files.readAllLines(Path.of("payara", "micro.args")));
      System.setProperty(
          PROPERTY, "--port " + System.getProperty("arquillian.port", "28080") + " " + shared);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
