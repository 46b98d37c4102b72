package dev.freshet.testing;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client that comes back: when its stream ends it opens another, at the next of its addresses,
 * with the id of the last event that it saw.
 */
public final class ReturningStream implements AutoCloseable {
  private static final long LOOK_MILLIS = 20;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<URI> addresses;

  // Guarded by this.
  private final List<ReceivedEvent> before = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private @Nullable RawStream stream;
  private String lastId = "";
  private int connects;

  private ReturningStream(List<URI> addresses) {
    this.addresses = addresses;
  }

  /** Opens the first stream, and waits until it is open. */
  public static ReturningStream open(URI... addresses) {
    ReturningStream client = new ReturningStream(List.of(addresses));
    client.look();
    await().until(client::isOpen);
    ScheduledFuture<?> unused =
        client.clock.scheduleWithFixedDelay(
            client::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return client;
  }

  private synchronized void look() {
    if (stream != null && !isOver(stream)) {
      return;
    }
    finish();
    Map<String, String> headers = new HashMap<>();
    if (!lastId.isEmpty()) {
      headers.put("Last-Event-ID", lastId);
    }
    try {
      stream = RawStream.open(addresses.get(connects++ % addresses.size()), headers);
    } catch (UncheckedIOException e) {
      // Nobody listens there: the next look tries the next address.
    }
  }

  /** A proxy may refuse and keep the connection. */
  private static boolean isOver(RawStream stream) {
    return stream.hasEnded() || stream.isDone() || stream.status() >= 400;
  }

  /** What was cut off is not an event. */
  private void finish() {
    if (stream == null) {
      return;
    }
    List<ReceivedEvent> events = stream.events();
    before.addAll(events);
    if (!events.isEmpty()) {
      lastId = String.valueOf(events.get(events.size() - 1).id());
    }
    String answer = stream.headers().get("last-event-id");
    if (answer != null) {
      told.add(answer);
    }
    stream.close();
    stream = null;
  }

  public synchronized boolean isOpen() {
    return stream != null && stream.comments() > 0 && !isOver(stream);
  }

  public synchronized int connects() {
    return connects;
  }

  /** All events of all its streams, in the order of arrival. */
  public synchronized List<ReceivedEvent> events() {
    List<ReceivedEvent> all = new ArrayList<>(before);
    if (stream != null) {
      all.addAll(stream.events());
    }
    return all;
  }

  public List<String> ids() {
    return events().stream().map(event -> String.valueOf(event.id())).toList();
  }

  /** What the answers' {@code Last-Event-ID} headers said. */
  public synchronized List<String> told() {
    List<String> all = new ArrayList<>(told);
    if (stream != null && stream.headers().containsKey("last-event-id")) {
      all.add(stream.headers().get("last-event-id"));
    }
    return all;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    synchronized (this) {
      if (stream != null) {
        stream.close();
      }
    }
  }
}
