package dev.freshet.feed.uptime;

import java.util.concurrent.CompletionStage;

/** Tries targets. Any thread. */
interface Checker {
  /**
   * Tries a target once. Does not block. The stage completes within the target's timeout and a
   * little more, and does not fail: what goes wrong is an outcome.
   */
  CompletionStage<Outcome> check(Target target);
}
