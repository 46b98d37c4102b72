package dev.freshet.feed.uptime;

import java.util.concurrent.CompletionStage;

/** Tries targets. Any thread. */
interface Checker {
  /**
   * Tries a target once. Does not block. The stage completes within the target's timeout and a
   * little more. What goes wrong is an outcome; only if there is no thread for the attempt does the
   * stage fail, with a {@link java.util.concurrent.RejectedExecutionException}.
   */
  CompletionStage<Outcome> check(Target target);
}
