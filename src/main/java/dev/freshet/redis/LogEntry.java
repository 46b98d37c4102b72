package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.log.Fingerprint;
import dev.freshet.log.Mark;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as {@code append.lua} accepts it and Redis streams store it. */
final class LogEntry {
  private static final byte[] TOPIC = bytes("topic");
  private static final byte[] DATA = bytes("data");
  private static final byte[] TYPE = bytes("type");
  private static final byte[] ID = bytes("id");
  private static final byte[] RETRY = bytes("retry");
  private static final byte[] PRIVATE = bytes("private");
  private static final byte[] YES = bytes("1");

  private final EventId position;
  private final List<?> fields;

  private LogEntry(EventId position, List<?> fields) {
    this.position = position;
    this.fields = fields;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String text(@Nullable Object bytes) {
    if (bytes instanceof byte[] array) {
      return new String(array, UTF_8);
    }
    throw new IllegalArgumentException("not a text of Redis");
  }

  /** Parses a position as Redis writes it. */
  static EventId position(@Nullable Object bytes) {
    return EventId.parse(text(bytes))
        .orElseThrow(() -> new IllegalArgumentException("not a place in the log"));
  }

  /** Returns the arguments of {@code append.lua}, alternating names and values. */
  static List<byte[]> arguments(Event event) {
    List<byte[]> arguments = new ArrayList<>(6 + 2 * event.topics().size());
    for (String topic : event.topics()) {
      add(arguments, TOPIC, topic);
    }
    add(arguments, DATA, event.data());
    add(arguments, TYPE, event.type());
    add(arguments, ID, event.id());
    add(arguments, RETRY, event.retryMillis() == null ? null : event.retryMillis().toString());
    if (event.isPrivate()) {
      arguments.add(PRIVATE);
      arguments.add(YES);
    }
    return arguments;
  }

  /** Adds an idempotency key, and the digest that tells this event from others with the key. */
  static void addKey(List<byte[]> arguments, String key, Event event) {
    add(arguments, bytes("key"), key);
    add(arguments, bytes("digest"), Fingerprint.of(event));
  }

  /** Adds the arguments of a mark to those of an event. */
  static void addMark(List<byte[]> arguments, Mark mark) {
    add(arguments, bytes("mark"), mark.name());
    add(arguments, bytes("place"), mark.place());
    add(arguments, bytes("note"), mark.note());
  }

  private static void add(List<byte[]> arguments, byte[] name, @Nullable String value) {
    if (value != null) {
      arguments.add(name);
      arguments.add(bytes(value));
    }
  }

  /** Reads a raw entry: its id, and the list of names and values. */
  static LogEntry of(@Nullable Object raw) {
    if (raw instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof List<?> fields) {
      return new LogEntry(position(pair.get(0)), fields);
    }
    throw new IllegalArgumentException("not an entry of a stream");
  }

  EventId position() {
    return position;
  }

  /**
   * The position that the entry names as its predecessor; {@link EventId#NONE} for the first entry
   * of a log. For an entry not appended by the script, which names none, this is its own position,
   * which links to nothing.
   */
  EventId previous() {
    boolean has = fields.size() >= 2 && text(fields.get(0)).equals("prev");
    return has ? EventId.parse(text(fields.get(1))).orElse(position) : position;
  }

  /** The approximate size in bytes. */
  int size() {
    int size = 0;
    for (Object field : fields) {
      size += field instanceof byte[] array ? array.length : 0;
    }
    return size;
  }

  /**
   * Decodes the event.
   *
   * @throws IllegalArgumentException if it is not a valid event; {@code append.lua} would not have
   *     accepted it
   */
  Event event() {
    Event.Builder event = new Event.Builder();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      String value = text(fields.get(i + 1));
      switch (text(fields.get(i))) {
        case "topic" -> event.topic(value);
        case "data" -> event.data(value);
        case "type" -> event.type(value);
        case "id" -> event.id(value);
        case "retry" -> event.retryMillis(Integer.valueOf(value));
        case "private" -> event.isPrivate(true);
        default -> {
          // A later version may add fields.
        }
      }
    }
    return event.build();
  }
}
