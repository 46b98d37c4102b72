package dev.freshet.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Disables tests where there is no redis-cli, or no python3 with redis-py, and fails them where CI
 * is "true".
 */
public final class NeedsPublishers implements ExecutionCondition {
  /** Where Debian puts its own, which has Debian's packages; another may be first on the PATH. */
  private static final Path DEBIANS_PYTHON = Path.of("/usr/bin/python3");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    ConditionEvaluationResult result = new Program("redis-cli").evaluate();
    if (result.isDisabled() || findPython().isPresent()) {
      return result;
    }
    String reason = "There is no python3 with redis-py. Get it (apt-get install python3-redis).";
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(reason);
    }
    return ConditionEvaluationResult.disabled(reason);
  }

  public static Path redisCli() {
    return new Program("redis-cli").executable().orElseThrow();
  }

  /** A python3 that has redis-py. */
  public static Path python() {
    return findPython().orElseThrow();
  }

  private static Optional<Path> findPython() {
    List<Path> candidates =
        new Program("python3").executable().map(p -> List.of(p, DEBIANS_PYTHON)).orElse(List.of());
    return candidates.stream().filter(NeedsPublishers::hasRedis).findFirst();
  }

  private static boolean hasRedis(Path python) {
    try {
      Process process = new ProcessBuilder(python.toString(), "-c", "import redis").start();
      return process.onExit().join().exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
