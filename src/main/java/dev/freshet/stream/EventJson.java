package dev.freshet.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Converts events in stream format into JSON objects separated by commas, for clients that cannot
 * read streams. It takes the bytes in parts, so that the JSON of a large event need not be held in
 * memory. Used by one thread at a time.
 */
final class EventJson {
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  private enum Field {
    TYPE("event", "type"),
    RETRY("retry", "retry"),
    ID("id", "id"),
    SELECTED("selected", "selected"),
    DATA("data", "data");

    private final String name;
    private final String member;

    Field(String name, String member) {
      this.name = name;
      this.member = '"' + member + "\":";
    }

    static Field named(String name) {
      for (Field field : values()) {
        if (field.name.equals(name)) {
          return field;
        }
      }
      throw new IllegalArgumentException("No such field of an event: " + name);
    }

    boolean isText() {
      return this != RETRY && this != SELECTED;
    }
  }

  private final ByteArrayOutputStream out;
  private final ByteArrayOutputStream id = new ByteArrayOutputStream();

  /** The field whose value is being read, or null at the beginning of a line. */
  private @Nullable Field field;

  private boolean isInEvent;
  private boolean hasData;
  private boolean hasEvent;

  /** Creates a converter that writes to {@code out}. */
  EventJson(ByteArrayOutputStream out) {
    this.out = out;
  }

  /**
   * Continues with bytes that end at the end of a line.
   *
   * @param start the position to continue from
   * @param most size of {@code out} at which to stop; it may be exceeded by some bytes
   * @return the position where it stopped: the length of {@code from} if all is converted
   */
  int convert(byte[] from, int start, int most) {
    int at = start;
    while (at < from.length && out.size() < most) {
      byte next = from[at];
      Field open = field;
      if (open == null) {
        at = next == '\n' ? endEvent(at) : beginLine(from, at);
      } else if (next == '\n') {
        endLine(open);
        at++;
      } else {
        write(open, next);
        at++;
      }
    }
    return at;
  }

  /** Whether any event has been converted. */
  boolean hasEvent() {
    return hasEvent;
  }

  /** Returns the id of the last event that had one. */
  String lastId() {
    return id.toString(UTF_8);
  }

  private int beginLine(byte[] from, int at) {
    int colon = indexOf(from, (byte) ':', at);
    if (colon == at) {
      return indexOf(from, (byte) '\n', at) + 1;
    }
    begin(Field.named(new String(from, at, colon - at, US_ASCII)));
    return colon + (from[colon + 1] == ' ' ? 2 : 1);
  }

  private static int indexOf(byte[] bytes, byte wanted, int start) {
    int at = start;
    while (bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  private void begin(Field next) {
    field = next;
    if (next == Field.DATA && hasData) {
      out.write('\\');
      out.write('n');
      return;
    }
    if (isInEvent) {
      out.write(',');
    } else {
      if (hasEvent) {
        out.write(',');
      }
      out.write('{');
      isInEvent = true;
      hasEvent = true;
    }
    out.writeBytes(next.member.getBytes(US_ASCII));
    if (next.isText()) {
      out.write('"');
    } else if (next == Field.SELECTED) {
      out.write('[');
    }
    hasData = hasData || next == Field.DATA;
    if (next == Field.ID) {
      id.reset();
    }
  }

  private void write(Field open, byte next) {
    if (open == Field.ID) {
      id.write(next);
    }
    if (!open.isText()) {
      out.write(next == ' ' ? ',' : next);
    } else if (next == '"' || next == '\\') {
      out.write('\\');
      out.write(next);
    } else if (next >= 0 && next < ' ') {
      out.writeBytes(new byte[] {'\\', 'u', '0', '0', HEX[next >> 4], HEX[next & 0xf]});
    } else {
      out.write(next);
    }
  }

  /**
   * Closes the field, except data: more lines of it may follow, so the end of the event closes it.
   */
  private void endLine(Field open) {
    if (open == Field.SELECTED) {
      out.write(']');
    } else if (open.isText() && open != Field.DATA) {
      out.write('"');
    }
    field = null;
  }

  private int endEvent(int at) {
    if (isInEvent) {
      if (hasData) {
        out.write('"');
      }
      out.write('}');
      isInEvent = false;
      hasData = false;
    }
    return at + 1;
  }
}
