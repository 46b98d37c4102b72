package dev.freshet.health;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Why stages fail. Any thread. */
public final class Causes {
  private Causes() {}

  /** The failure itself, without the exception that a stage has wrapped around it. */
  public static Throwable of(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** The same for a failure that there may not be. */
  public static @Nullable Throwable ofNullable(@Nullable Throwable failure) {
    return failure == null ? null : of(failure);
  }
}
