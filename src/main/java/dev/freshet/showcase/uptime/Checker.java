package dev.freshet.showcase.uptime;

import java.util.concurrent.CompletionStage;

/** Checks targets. Thread-safe. */
interface Checker {
  /**
   * Checks a target once. Does not block. The stage completes within the target's timeout, or
   * slightly later. Failures are outcomes; only if there is no thread for the attempt does the
   * stage fail, with a {@link java.util.concurrent.RejectedExecutionException}.
   */
  CompletionStage<Outcome> check(Target target);
}
