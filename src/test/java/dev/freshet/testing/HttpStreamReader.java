package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads one HTTP/1.1 response whose body is a chunked event stream, from bytes that come in any
 * pieces. One thread at a time.
 */
final class HttpStreamReader {
  private enum State {
    HEAD,
    SIZE,
    CHUNK,
    CHUNK_END,
    DONE
  }

  private final EventStreamParser events;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Map<String, String> headers = new TreeMap<>();
  private State state = State.HEAD;
  private int status;
  private int left;

  HttpStreamReader(Consumer<ReceivedEvent> events) {
    this.events = new EventStreamParser(events);
  }

  void feed(ByteBuffer bytes) {
    while (bytes.hasRemaining() && state != State.DONE) {
      if (state == State.CHUNK) {
        int length = Math.min(left, bytes.remaining());
        events.feed(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
        bytes.position(bytes.position() + length);
        left -= length;
        state = left == 0 ? State.CHUNK_END : State.CHUNK;
        continue;
      }
      byte b = bytes.get();
      if (b != '\n') {
        line.write(b);
        continue;
      }
      String text = line.toString(ISO_8859_1).strip();
      line.reset();
      endLine(text);
    }
  }

  private void endLine(String text) {
    if (state == State.HEAD) {
      endHeadLine(text);
    } else if (state == State.CHUNK_END) {
      state = State.SIZE;
    } else {
      left = Integer.parseInt(text, 16);
      state = left == 0 ? State.DONE : State.CHUNK;
    }
  }

  private void endHeadLine(String text) {
    if (text.isEmpty()) {
      state = State.SIZE;
    } else if (status == 0) {
      status = Integer.parseInt(text, text.indexOf(' ') + 1, text.indexOf(' ') + 4, 10);
    } else {
      int colon = text.indexOf(':');
      headers.put(
          text.substring(0, colon).toLowerCase(Locale.ROOT), text.substring(colon + 1).strip());
    }
  }

  /** The status code, or 0 before it was read. */
  int status() {
    return status;
  }

  /** The response's headers by their names in lower case; empty before they were all read. */
  Map<String, String> headers() {
    return state == State.HEAD ? Map.of() : headers;
  }

  EventStreamParser events() {
    return events;
  }

  /** True if the server ended the response as it should. */
  boolean isDone() {
    return state == State.DONE;
  }
}
