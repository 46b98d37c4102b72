package dev.freshet.api;

import dev.freshet.feed.social.RefusedException;
import dev.freshet.http.Problem;
import jakarta.ws.rs.WebApplicationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Tells by problems why something cannot be done. */
final class Refusals {
  private Refusals() {}

  /** What the work gives; problems in place of its refusals. */
  static <T> CompletionStage<T> told(Supplier<CompletionStage<T>> work) {
    CompletionStage<T> stage;
    try {
      stage = work.get();
    } catch (RefusedException e) {
      throw problem(e);
    }
    return stage.exceptionallyCompose(failure -> CompletableFuture.failedStage(refusal(failure)));
  }

  private static Throwable refusal(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable real = failure instanceof CompletionException && cause != null ? cause : failure;
    return real instanceof RefusedException refused ? problem(refused) : real;
  }

  static WebApplicationException problem(RefusedException refused) {
    int status =
        switch (refused.reason()) {
          case INVALID -> 400;
          case FORBIDDEN -> 403;
          case MISSING -> 404;
          case CONFLICT -> 409;
          case REUSED -> 422;
          case FULL -> 503;
        };
    return new WebApplicationException(
        Problem.of(status, String.valueOf(refused.getMessage())).build());
  }
}
