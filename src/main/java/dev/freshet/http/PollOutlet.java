package dev.freshet.http;

import dev.freshet.event.EventId;
import dev.freshet.hub.CloseReason;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Outlet;
import dev.freshet.hub.Subscriber;
import dev.freshet.json.Json;
import jakarta.json.JsonArray;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A poll is a stream that ends as soon as it has something to say: what would be written to a
 * stream is collected, and answered as one piece of JSON.
 */
final class PollOutlet implements Outlet {
  /** With so many bytes collected the answer is sent; the client asks on from there. */
  static final int MOST_BYTES = 1024 * 1024;

  private final AsyncResponse response;
  private final Executor answers;
  private final @Nullable String asked;
  private final boolean isPatient;
  private final EventId position;

  /** Set once, before the stream is opened. */
  private Runnable onEnd = () -> {};

  // Written by the request's thread, read by the pump.
  private volatile @Nullable String told;
  private volatile @Nullable Subscriber subscriber;

  // The pump's.
  private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();

  // Written by the pump, read by the request's thread.
  private volatile boolean isDone;

  /** Whether all that was there has been seen. The pump's. */
  private boolean isDrained;

  /**
   * An outlet for one poll.
   *
   * @param answers runs what writes the answer: a slow client must not hold up the pump. It never
   *     refuses
   * @param asked the id that the client saw last, or null
   * @param wait how long it waits for an event if there is none
   * @param position a place up to which all that is there will be seen
   */
  PollOutlet(
      AsyncResponse response,
      Executor answers,
      @Nullable String asked,
      Duration wait,
      EventId position) {
    this.response = response;
    this.answers = answers;
    this.asked = asked;
    this.isPatient = !wait.isZero();
    this.position = position;
  }

  void onEnd(Runnable listener) {
    onEnd = listener;
  }

  /** The subscriber that this is the outlet of, which may be done by now. */
  void begin(Subscriber newSubscriber) {
    subscriber = newSubscriber;
    if (isDone) {
      newSubscriber.close(CloseReason.ANSWERED);
    }
  }

  @Override
  public void open(@Nullable String lastEventId, byte[] greeting, Listener listener) {
    told = lastEventId;
    listener.writable();
  }

  @Override
  public boolean isReady() {
    return !isDone;
  }

  @Override
  public void write(byte[] bytes) {
    // Heartbeats begin with a colon, events never do.
    if (bytes.length > 0 && bytes[0] != ':') {
      blocks.writeBytes(bytes);
      if (blocks.size() >= MOST_BYTES) {
        finish();
      }
    }
  }

  @Override
  public void drained() {
    isDrained = true;
    if (!isPatient || blocks.size() > 0) {
      finish();
    }
  }

  private void finish() {
    isDone = true;
    Subscriber done = subscriber;
    if (done != null) {
      done.close(CloseReason.ANSWERED);
    }
  }

  @Override
  public void close(CloseReason reason, @Nullable Throwable cause) {
    isDone = true;
    answers.execute(() -> response.resume(answer(reason)));
    onEnd.run();
  }

  private Object answer(CloseReason reason) {
    return switch (reason) {
      case ANSWERED -> events(EventBlocks.read(blocks.toByteArray()), told);
      case EXPIRED ->
          isDrained
              ? events(EventBlocks.read(blocks.toByteArray()), told)
              : Problem.unavailable("The log is away.");
      case REPLAY_GAP -> events(Json.createArrayBuilder().build(), Hub.EARLIEST);
      case REVOKED -> Problem.invalidToken("The token has been revoked.").getResponse();
      default -> Problem.unavailable("The poll was given up: " + reason);
    };
  }

  private Response events(JsonArray events, @Nullable String begun) {
    boolean isComplete = begun == null || begun.equals(asked);
    String body =
        Json.createObjectBuilder()
            .add("lastEventID", next(events, begun))
            .add("complete", isComplete)
            .add("events", events)
            .build()
            .toString();
    Response.ResponseBuilder answer =
        Response.ok(body, MediaType.APPLICATION_JSON)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    return (begun == null ? answer : answer.header(StreamHeaders.LAST_EVENT_ID, begun)).build();
  }

  /** What the client asks with next: nothing before it will be missed, or come again. */
  private String next(JsonArray events, @Nullable String begun) {
    if (!events.isEmpty()) {
      return events.getJsonObject(events.size() - 1).getString("id");
    }
    if (!isDrained) {
      return Hub.EARLIEST;
    }
    if (asked == null || !asked.equals(begun) || asked.equals(Hub.EARLIEST)) {
      return position.equals(EventId.NONE) ? Hub.EARLIEST : position.toString();
    }
    // A publisher's own id, or one that this node has not come to yet, is its own best successor.
    return EventId.parse(asked)
        .map(seen -> seen.isAfter(position) ? asked : position.toString())
        .orElse(asked);
  }
}
