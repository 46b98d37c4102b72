package dev.freshet.showcase.uptime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.health.Causes;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Checks web servers without blocking a thread. Thread-safe. */
final class HttpCheck {
  /** How much of a body is searched for a text; the rest is not read. */
  private static final int BODY_BYTES = 1024 * 1024;

  private final HttpClient direct;
  private final HttpClient following;
  private final ScheduledExecutorService timers;

  /**
   * Creates a checker.
   *
   * @param threads handles the responses
   */
  HttpCheck(Executor threads, ScheduledExecutorService timers) {
    this.direct = client(Redirect.NEVER, threads);
    this.following = client(Redirect.NORMAL, threads);
    this.timers = timers;
  }

  private static HttpClient client(Redirect redirect, Executor threads) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(redirect)
        .executor(threads)
        .build();
  }

  CompletionStage<Outcome> start(Goal.Http goal, Target target) {
    HttpRequest request =
        HttpRequest.newBuilder(goal.url()).header("User-Agent", "Freshet-uptime").build();
    long begun = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> answer =
        (goal.followRedirects() ? following : direct)
            .sendAsync(request, head -> new BoundedBody(BODY_BYTES));
    // The request's own timeout would end with the headers, but bodies may hang too.
    Future<?> deadline =
        timers.schedule(
            () -> answer.cancel(/* mayInterruptIfRunning= */ true),
            target.timeout().toMillis(),
            TimeUnit.MILLISECONDS);
    return answer.handle(
        (response, failure) -> {
          deadline.cancel(/* mayInterruptIfRunning= */ false);
          double millis = Outcome.millis(System.nanoTime() - begun);
          return response == null ? failed(cause(failure), target) : judge(goal, response, millis);
        });
  }

  /** Returns the outcome of a failure. A missing thread is not an outcome. */
  private static Outcome failed(Throwable cause, Target target) {
    if (cause instanceof RejectedExecutionException refused) {
      throw refused;
    }
    if (cause.getCause() instanceof RejectedExecutionException refused) {
      throw refused;
    }
    return Failure.of(cause, target.timeout());
  }

  private static Throwable cause(@Nullable Throwable failure) {
    return failure == null ? new IllegalStateException() : Causes.of(failure);
  }

  private static Outcome judge(Goal.Http goal, HttpResponse<byte[]> response, double millis) {
    int status = response.statusCode();
    if (!goal.status().has(status)) {
      String detail = "Answered " + status + ", not " + goal.status() + ".";
      return new Outcome(false, millis, detail, status, null);
    }
    if (goal.text() != null && !new String(response.body(), UTF_8).contains(goal.text())) {
      String detail = "Answered " + status + ", without the text that is looked for.";
      return new Outcome(false, millis, detail, status, null);
    }
    return new Outcome(true, millis, "Answered " + status + ".", status, null);
  }
}
