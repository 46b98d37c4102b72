package dev.freshet.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine: the one that CHROMIUM names, or else one on the PATH. */
public final class Chromium {
  static final String HOW_TO_GET =
      "There is no Chromium here. Get one (e.g. apt-get install chromium), or set CHROMIUM to the"
          + " path of its executable.";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Map<String, String> environment;

  public Chromium(Map<String, String> environment) {
    this.environment = environment;
  }

  public Optional<Path> executable() {
    return candidates().filter(Files::isExecutable).findFirst();
  }

  private Stream<Path> candidates() {
    String named = environment.get("CHROMIUM");
    if (named != null) {
      return Stream.of(Path.of(named));
    }
    List<String> folders =
        Arrays.asList(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1));
    return NAMES.stream()
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder).resolve(name)));
  }

  /** On a build server a missing browser is an error, not a reason to test less. */
  public boolean isDemanded() {
    return "true".equals(environment.get("CI"));
  }
}
