package dev.freshet.feed.social;

import java.util.concurrent.CompletionException;

/** Why stages fail. */
final class Failures {
  private Failures() {}

  /** The failure itself, without what a stage has put around it. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
