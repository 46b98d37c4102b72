package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of event streams whose lines end with LF (WHATWG HTML, section 9.2.6). Bytes may
 * come in any pieces. One thread at a time.
 */
public final class EventStreamParser {
  private final Consumer<ReceivedEvent> events;
  private final List<String> comments = new ArrayList<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private @Nullable StringBuilder data;
  private @Nullable String type;
  private @Nullable String id;
  private @Nullable Integer retryMillis;

  public EventStreamParser(Consumer<ReceivedEvent> events) {
    this.events = events;
  }

  /** Parses a whole stream. */
  public static List<ReceivedEvent> parse(byte[] stream) {
    List<ReceivedEvent> found = new ArrayList<>();
    EventStreamParser parser = new EventStreamParser(found::add);
    parser.feed(stream, 0, stream.length);
    return found;
  }

  public void feed(byte[] bytes, int offset, int length) {
    int start = offset;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, start, i - start);
        endLine(line.toString(UTF_8));
        line.reset();
        start = i + 1;
      }
    }
    line.write(bytes, start, offset + length - start);
  }

  private void endLine(String text) {
    if (text.isEmpty()) {
      dispatch();
      return;
    }
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    value = value.startsWith(" ") ? value.substring(1) : value;
    switch (name) {
      case "" -> comments.add(value);
      case "data" ->
          data = data == null ? new StringBuilder(value) : data.append('\n').append(value);
      case "event" -> type = value;
      case "id" -> id = value;
      case "retry" -> retryMillis = Integer.valueOf(value);
      default -> throw new AssertionError("unknown field in: " + text);
    }
  }

  private void dispatch() {
    if (data != null) {
      events.accept(new ReceivedEvent(id, type, data.toString()));
    }
    data = null;
    type = null;
  }

  public int comments() {
    return comments.size();
  }

  public @Nullable Integer retryMillis() {
    return retryMillis;
  }

  /** True between events: nothing is cut. */
  public boolean isBetweenEvents() {
    return data == null && type == null && line.size() == 0;
  }
}
