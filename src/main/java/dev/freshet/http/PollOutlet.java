package dev.freshet.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.EventId;
import dev.freshet.hub.CloseReason;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Outlet;
import dev.freshet.hub.Subscriber;
import dev.freshet.json.Json;
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
 * A poll is a stream that ends as soon as it has said something, and says it as one piece of JSON.
 * The JSON is made while the client reads it: an answer that nobody reads holds a few kilobytes
 * beside events that it shares with others.
 */
final class PollOutlet implements Outlet {
  /** With so many bytes of events the answer ends; the client asks on from there. */
  static final int MOST_BYTES = 1024 * 1024;

  /** Bytes of JSON that are made at a time. */
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

  /** How much of the first of the blocks has been turned into JSON. */
  private int converted;

  private long taken;

  /** Whether the answer has all its events. */
  private boolean isFull;

  /** Whether all of the answer has been made. */
  private boolean isComplete;

  /** Whether all that was there has been seen. */
  private boolean isDrained;

  /**
   * An outlet for one poll.
   *
   * @param answer where its answer goes
   * @param asked the id that the client saw last, or null
   * @param wait how long it waits for an event if there is none
   * @param position a place up to which all that is there will be seen
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

  /** The subscriber that this is the outlet of, which may be done by now. */
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
      // The time for waiting is no time for reading: a client that does not read is noticed.
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

  /** Writes what the client takes of it. */
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

  /** Makes the next piece of JSON, if there is something to make it of. */
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
      // If it is not complete, the client gets half a document, and asks again.
      answer.end();
    } else {
      answer.endWith(without(reason));
    }
    onEnd.run();
  }

  /** The answer without an event. */
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

  /** What the client asks with next if there was no event. */
  private String next() {
    if (!isDrained) {
      return Hub.EARLIEST;
    }
    if (asked == null || !asked.equals(told) || asked.equals(Hub.EARLIEST)) {
      return position.equals(EventId.NONE) ? Hub.EARLIEST : position.toString();
    }
    // A publisher's own id, or one that this node has not come to yet, is its own best successor.
    return EventId.parse(asked)
        .map(seen -> seen.isAfter(position) ? asked : position.toString())
        .orElse(asked);
  }
}
