package dev.freshet.faults;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Disables tests that preload libraries where there is no gcc, and fails them where CI is "true".
 */
public final class NeedsGcc implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Preloaded.isPossible()) {
      return ConditionEvaluationResult.enabled("There is a gcc.");
    }
    String reason = "There is no gcc here. Get it (apt-get install gcc libc6-dev).";
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(reason);
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
