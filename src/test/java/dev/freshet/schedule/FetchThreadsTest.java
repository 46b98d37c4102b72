package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Fetching when hosts that hang hold all threads. */
class FetchThreadsTest {
  private static final Action.Fetch FETCH =
      new Action.Fetch(URI.create("http://localhost:1/"), Duration.ofMillis(50));

  @Test
  void fetch_thatFindsNoThread_failsAndSaysWhy() {
    Fetcher fetcher =
        new Fetcher(
            FetchHosts.parse("localhost:1"),
            1000,
            task -> {
              throw new RejectedExecutionException("full");
            });
    CompletableFuture<String> fetched = fetcher.fetch(FETCH).toCompletableFuture();
    assertThat(fetched)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("All threads that fetch are busy");
  }

  @Test
  void fetch_thatNeverGetsAThread_failsInTime() {
    Fetcher fetcher = new Fetcher(FetchHosts.parse("localhost:1"), 1000, task -> {});
    CompletableFuture<String> fetched = fetcher.fetch(FETCH).toCompletableFuture();
    assertThat(fetched)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("no whole answer within");
  }
}
