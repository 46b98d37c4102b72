package dev.freshet.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.EventId;
import dev.freshet.hub.CloseReason;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Outlet;
import dev.freshet.hub.Subscriber;
import dev.freshet.json.Json;
import dev.freshet.web.Problem;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A poll: a stream that ends as soon as it has delivered something, as one JSON document. The JSON
 * is created while the client reads it, so an unread response holds only a few kilobytes, plus
 * events that it shares with others.
 */
final class PollOutlet implements Outlet {
  /** The response ends once it has this many bytes of events; the client continues from there. */
  static final int MOST_BYTES = 1024 * 1024;

  /** Bytes of JSON created at a time. */
  private static final int SLICE = 16 * 1024;

  private final PollAnswer answer;
  private final @Nullable String asked;
  private final boolean isPatient;
  private final EventId position;

  /** Set once, before the stream is opened. */
  private Runnable onEnd = () -> {};

  // Written by the request's thread, read by the pump.
  private volatile @Nullable String told;
  private volatile @Nullable Listener listener;
  private volatile @Nullable Subscriber subscriber;

  // Written by the pump, read by the request's thread.
  private volatile boolean isDone;
  private volatile boolean hasBegun;

  // The pump's.
  private final Deque<byte[]> blocks = new ArrayDeque<>();
  private final ByteArrayOutputStream slice = new ByteArrayOutputStream();
  private final EventJson json = new EventJson(slice);

  /** How many bytes of the first block have been converted to JSON. */
  private int converted;

  private long taken;

  /** Whether the response has all its events. */
  private boolean isFull;

  /** Whether the whole response has been created. */
  private boolean isComplete;

  /** Whether all existing events have been seen. */
  private boolean isDrained;

  /**
   * Creates an outlet for one poll.
   *
   * @param answer the response to write to
   * @param asked the id of the last event that the client has seen, or null
   * @param wait how long to wait for an event if there is none
   * @param position a position up to which all existing events will be seen
   */
  PollOutlet(PollAnswer answer, @Nullable String asked, Duration wait, EventId position) {
    this.answer = answer;
    this.asked = asked;
    this.isPatient = !wait.isZero();
    this.position = position;
  }

  void onEnd(Runnable newOnEnd) {
    onEnd = newOnEnd;
  }

  /** Sets the subscriber that uses this outlet. It may already be done. */
  void begin(Subscriber newSubscriber) {
    subscriber = newSubscriber;
    if (isDone) {
      newSubscriber.close(CloseReason.ANSWERED);
    } else if (hasBegun) {
      newSubscriber.stayOpen();
    }
  }

  @Override
  public void open(@Nullable String lastEventId, byte[] greeting, Listener newListener) {
    told = lastEventId;
    listener = newListener;
    newListener.writable();
  }

  @Override
  public boolean isReady() throws IOException {
    if (hasBegun) {
      advance();
    }
    return !isDone && !isFull && blocks.isEmpty() && slice.size() == 0;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    // Heartbeats begin with a colon, events never do.
    if (bytes.length == 0 || bytes[0] == ':') {
      return;
    }
    blocks.add(bytes);
    taken += bytes.length;
    isFull = taken >= MOST_BYTES;
    if (!hasBegun) {
      beginAnswer();
    }
    advance();
  }

  private void beginAnswer() {
    Listener opened = listener;
    if (opened == null) {
      throw new IllegalStateException("The poll is not open.");
    }
    hasBegun = true;
    Subscriber known = subscriber;
    if (known != null) {
      // The wait must not limit the time for reading: a client that does not read is noticed
      // anyway.
      known.stayOpen();
    }
    slice.writeBytes(("{\"complete\":" + isWhole() + ",\"events\":[").getBytes(UTF_8));
    answer.begin(ok(null), opened);
  }

  @Override
  public void drained() {
    isDrained = true;
    if (hasBegun) {
      isFull = true;
      try {
        advance();
      } catch (IOException e) {
        close(CloseReason.CLIENT_GONE);
      }
    } else if (!isPatient) {
      finish();
    }
  }

  /** Writes as much as the client accepts. */
  private void advance() throws IOException {
    while (!isDone && answer.isReady()) {
      fill();
      if (slice.size() > 0) {
        answer.write(slice.toByteArray());
        slice.reset();
      } else if (isComplete) {
        if (answer.flush()) {
          finish();
        }
      } else {
        return;
      }
    }
  }

  /** Creates the next piece of JSON, if there are events for it. */
  private void fill() {
    byte[] block = blocks.peek();
    while (block != null && slice.size() < SLICE) {
      converted = json.convert(block, converted, SLICE);
      if (converted == block.length) {
        converted = 0;
        blocks.remove();
        block = blocks.peek();
      }
    }
    if (block == null && isFull && !isComplete) {
      isComplete = true;
      String id = Json.createValue(json.lastId()).toString();
      slice.writeBytes(("],\"lastEventID\":" + id + "}").getBytes(UTF_8));
    }
  }

  private void finish() {
    isDone = true;
    close(CloseReason.ANSWERED);
  }

  private void close(CloseReason reason) {
    Subscriber done = subscriber;
    if (done != null) {
      done.close(reason);
    }
  }

  @Override
  public void close(CloseReason reason, @Nullable Throwable cause) {
    isDone = true;
    if (hasBegun) {
      // If it is incomplete, the client gets half a document, and asks again.
      answer.end();
    } else {
      answer.endWith(without(reason));
    }
    onEnd.run();
  }

  /** Returns the response without an event. */
  private Response without(CloseReason reason) {
    return switch (reason) {
      case ANSWERED -> ok(nothing(isWhole(), next()));
      case EXPIRED ->
          isDrained ? ok(nothing(isWhole(), next())) : Problem.unavailable("The log is away.");
      case REPLAY_GAP -> ok(nothing(isWhole(), Hub.EARLIEST));
      case REVOKED -> Problem.invalidToken("The token has been revoked.").getResponse();
      default -> Problem.unavailable("The poll was given up: " + reason);
    };
  }

  private boolean isWhole() {
    String begun = told;
    return begun == null || begun.equals(asked);
  }

  private static String nothing(boolean isComplete, String lastEventId) {
    return Json.createObjectBuilder()
        .add("complete", isComplete)
        .add("events", JsonValue.EMPTY_JSON_ARRAY)
        .add("lastEventID", lastEventId)
        .build()
        .toString();
  }

  private Response ok(@Nullable String body) {
    Response.ResponseBuilder ok =
        Response.ok(body, MediaType.APPLICATION_JSON)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    String begun = told;
    return (begun == null ? ok : ok.header(StreamHeaders.LAST_EVENT_ID, begun)).build();
  }

  /** Returns the id that the client sends next if there was no event. */
  private String next() {
    if (!isDrained) {
      return Hub.EARLIEST;
    }
    if (asked == null || !asked.equals(told) || asked.equals(Hub.EARLIEST)) {
      return position.equals(EventId.NONE) ? Hub.EARLIEST : position.toString();
    }
    // Keep a publisher's own id, or one that this node has not reached yet.
    return EventId.parse(asked)
        .map(seen -> seen.isAfter(position) ? asked : position.toString())
        .orElse(asked);
  }
}
