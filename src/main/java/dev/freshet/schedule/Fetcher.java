package dev.freshet.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.health.Causes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches what schedules publish, from allowed hosts. Thread-safe; never blocks. */
public final class Fetcher {
  private static final int FIRST_OK = 200;
  private static final int FIRST_NOT_OK = 300;

  private final FetchHosts hosts;
  private final int maxBytes;
  private final HttpClient client;

  /**
   * Creates a fetcher.
   *
   * @param maxBytes maximum bytes of a response
   * @param executor runs requests, one thread each during name lookup, and handles responses. Must
   *     not be shared: a name lookup that hangs keeps its thread. If it rejects a task, the run
   *     fails
   */
  public Fetcher(FetchHosts hosts, int maxBytes, Executor executor) {
    this.hosts = hosts;
    this.maxBytes = maxBytes;
    // A redirect could lead to a host that is not allowed.
    this.client =
        HttpClient.newBuilder()
            .executor(executor)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Throws an InvalidMemberException if this may not be fetched. */
  void check(Action.Fetch fetch) {
    hosts.check(fetch.url());
  }

  /** Returns the text; fails with an exception whose message gives the reason. */
  CompletionStage<String> fetch(Action.Fetch fetch) {
    check(fetch);
    HttpRequest request =
        HttpRequest.newBuilder(fetch.url())
            .header("Accept", "*/*")
            .timeout(fetch.timeout())
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange;
    try {
      exchange = client.sendAsync(request, answer -> new LimitedBody(maxBytes));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedStage(reason(fetch, e));
    }
    // The request's own timeout covers only the response head. Cancelling closes the connection.
    return exchange
        .copy()
        .orTimeout(fetch.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((answer, failure) -> exchange.cancel(/* mayInterruptIfRunning= */ true))
        .thenApply(Fetcher::text)
        .exceptionallyCompose(failure -> CompletableFuture.failedStage(reason(fetch, failure)));
  }

  private static String text(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status < FIRST_OK || status >= FIRST_NOT_OK) {
      throw new IllegalStateException("The answer has the status " + status + ".");
    }
    return new String(answer.body(), UTF_8);
  }

  private static IOException reason(Action.Fetch fetch, Throwable failure) {
    Throwable cause = Causes.of(failure);
    if (isRefusal(cause)) {
      return new IOException(
          "All threads that fetch are busy: hosts that do not answer, or names that cannot be looked"
              + " up, hold them.",
          cause);
    }
    if (cause instanceof TimeoutException || cause instanceof java.net.http.HttpTimeoutException) {
      return new IOException("There was no whole answer within " + fetch.timeout() + ".", cause);
    }
    String message = cause.getMessage();
    return new IOException(message == null ? cause.toString() : message, cause);
  }

  /** The client wraps what its executor throws. */
  private static boolean isRefusal(Throwable cause) {
    return cause instanceof RejectedExecutionException
        || cause.getCause() instanceof RejectedExecutionException;
  }
}
