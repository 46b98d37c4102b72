package dev.freshet.faults;

import static org.awaitility.Awaitility.await;

import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client whose word counts: it comes back whenever its stream ends, with the id of the last event
 * that it saw, and it remembers all that it got and all that it was told.
 */
final class Witness implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final String name;
  private final String prefix;
  private final List<URI> addresses;

  // Guarded by this.
  private final List<ReceivedEvent> before = new ArrayList<>();
  private @Nullable RawStream stream;
  private boolean isAway = true;
  private boolean wasTold;
  private String lastId = "";
  private int connects;
  private int vouchesFrom;

  /**
   * Makes a client that is not there yet.
   *
   * @param prefix of the marks of the events that it vouches for
   * @param addresses which it tries in turn
   */
  Witness(String name, String prefix, List<URI> addresses) {
    this.name = name;
    this.prefix = prefix;
    this.addresses = List.copyOf(addresses);
    ScheduledFuture<?> unused =
        clock.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Connects, and waits until the stream is open. */
  Witness arrive() {
    comeBack();
    await("the witness " + name).atMost(PATIENCE).until(this::isOpen);
    return this;
  }

  /** Connects soon. */
  synchronized void comeBack() {
    isAway = false;
  }

  /** Disconnects until {@link #comeBack}. */
  synchronized void leave() {
    isAway = true;
    finish();
  }

  private synchronized void look() {
    if (isAway || (stream != null && !isOver(stream))) {
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

  private static boolean isOver(RawStream stream) {
    return stream.hasEnded() || stream.isDone() || stream.status() >= 400;
  }

  private synchronized void finish() {
    if (stream == null) {
      return;
    }
    stream.close();
    List<ReceivedEvent> events = stream.events();
    before.addAll(events);
    if (!events.isEmpty()) {
      lastId = String.valueOf(events.get(events.size() - 1).id());
    }
    wasTold |= tells(stream);
    stream = null;
  }

  private static boolean tells(RawStream stream) {
    return "earliest".equals(stream.headers().get("last-event-id"));
  }

  String name() {
    return name;
  }

  synchronized boolean isOpen() {
    return stream != null && stream.comments() > 0 && !isOver(stream);
  }

  /** Whether it was ever told that it may have missed something. */
  synchronized boolean wasTold() {
    return wasTold || (stream != null && tells(stream));
  }

  private synchronized List<ReceivedEvent> events() {
    List<ReceivedEvent> all = new ArrayList<>(before);
    if (stream != null) {
      all.addAll(stream.events());
    }
    return all;
  }

  /** The marks of what it got, in the order of arrival. */
  List<String> marks() {
    return events().stream().map(ReceivedEvent::data).filter(d -> d.startsWith(prefix)).toList();
  }

  /** It has seen the event of that id, and comes back later. */
  synchronized Witness from(String id) {
    lastId = id;
    return this;
  }

  /** It was not there for the first of the accepted events. */
  synchronized void vouchFrom(int first) {
    vouchesFrom = first;
  }

  private synchronized int vouchesFrom() {
    return vouchesFrom;
  }

  /** The accepted events that it did not get. */
  List<String> missing(List<String> accepted) {
    Set<String> got = new HashSet<>(marks());
    return accepted.stream().skip(vouchesFrom()).filter(mark -> !got.contains(mark)).toList();
  }

  /** How many events it got that it had got before. */
  int doubled() {
    List<String> marks = marks();
    return marks.size() - new HashSet<>(marks).size();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    leave();
  }
}
