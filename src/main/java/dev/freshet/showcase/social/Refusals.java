package dev.freshet.showcase.social;

import dev.freshet.health.Causes;
import dev.freshet.web.Problem;
import jakarta.ws.rs.WebApplicationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Turns refusals into problem responses. */
final class Refusals {
  private Refusals() {}

  /** Returns the result of the work, with its refusals turned into problems. */
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
    Throwable real = Causes.of(failure);
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
