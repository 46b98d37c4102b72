package dev.freshet.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/** A program of this machine that some tests need, by its name. */
final class Program {
  /** Where Debian puts servers; the PATH of who is not root often leaves it out. */
  private static final String SERVERS = "/usr/sbin";

  private final String name;
  private final Map<String, String> environment;

  Program(String name) {
    this(name, System.getenv());
  }

  Program(String name, Map<String, String> environment) {
    this.name = name;
    this.environment = environment;
  }

  Optional<Path> executable() {
    List<String> path =
        Arrays.asList(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1));
    return Stream.concat(path.stream(), Stream.of(SERVERS))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Whether tests that need it can run.
   *
   * @throws IllegalStateException if they cannot and CI is "true": on a build server a missing
   *     program is an error, not a reason to test less
   */
  ConditionEvaluationResult evaluate() {
    if (executable().isPresent()) {
      return ConditionEvaluationResult.enabled("There is a " + name + ".");
    }
    String reason = "There is no " + name + " here. Get it (e.g. apt-get install " + name + ").";
    if ("true".equals(environment.get("CI"))) {
      throw new IllegalStateException(reason);
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
