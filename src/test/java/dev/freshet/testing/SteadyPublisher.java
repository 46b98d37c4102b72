package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes numbers at a steady rate, to several doors in turn, and keeps what was accepted. A few
 * workers wait for each answer: a hub that is slow is not flooded.
 */
public final class SteadyPublisher implements AutoCloseable {
  private static final int WORKERS = 4;
  private static final int PATIENCE_SECONDS = 20;

  private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(WORKERS);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final List<URI> doors;
  private final String topic;
  private final String token = Tokens.publisher("*");
  private final AtomicInteger next = new AtomicInteger();

  /** Guarded by itself: ids of accepted events, in the order of the answers. */
  private final List<String> accepted = new ArrayList<>();

  /** Why events were not accepted, and how often. */
  private final Map<String, Integer> refused = new ConcurrentHashMap<>();

  private SteadyPublisher(String topic, List<URI> doors) {
    this.topic = topic;
    this.doors = doors;
  }

  /** Starts to publish; the doors are the hubs' Mercure addresses. */
  public static SteadyPublisher start(String topic, int perSecond, List<URI> doors) {
    SteadyPublisher publisher = new SteadyPublisher(topic, List.copyOf(doors));
    long period = 1_000_000L * WORKERS / perSecond;
    for (int i = 0; i < WORKERS; i++) {
      ScheduledFuture<?> unused =
          publisher.workers.scheduleAtFixedRate(
              publisher::publish, i * period / WORKERS, period, TimeUnit.MICROSECONDS);
    }
    return publisher;
  }

  private void publish() {
    int number = next.getAndIncrement();
    String form = "topic=" + URLEncoder.encode(topic, UTF_8) + "&data=" + number;
    HttpRequest request =
        HttpRequest.newBuilder(doors.get(number % doors.size()))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try {
      note(client.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      refused.merge(e.toString(), 1, Integer::sum);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(HttpResponse<String> answer) {
    if (answer.statusCode() == 200) {
      synchronized (accepted) {
        accepted.add(answer.body());
      }
    } else {
      refused.merge(answer.statusCode() + " " + answer.body(), 1, Integer::sum);
    }
  }

  /** The ids of the events that a hub took. */
  public List<String> accepted() {
    synchronized (accepted) {
      return List.copyOf(accepted);
    }
  }

  /** How the others were answered, or why not at all, and how many. */
  public Map<String, Integer> refused() {
    return Map.copyOf(refused);
  }

  /** Publishes no more, and waits for the last answers. */
  public List<String> stop() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("The last events were never answered.");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return accepted();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
