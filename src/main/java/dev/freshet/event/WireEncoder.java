package dev.freshet.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Writes an event as a block of a {@code text/event-stream} (WHATWG HTML, section 9.2.5), in
 * Mercure's order: event, retry, id, data, blank line. Line ends are LF, and one space precedes
 * each value.
 */
public final class WireEncoder {
  private static final byte[] EVENT = "event: ".getBytes(US_ASCII);
  private static final byte[] RETRY = "retry: ".getBytes(US_ASCII);
  private static final byte[] ID = "id: ".getBytes(US_ASCII);
  private static final byte[] DATA = "data: ".getBytes(US_ASCII);

  private WireEncoder() {}

  /**
   * Returns the bytes of {@code event}.
   *
   * @param shownId the id that clients send back as {@code Last-Event-ID}, or null for none
   */
  public static byte[] encode(Event event, @Nullable String shownId) {
    byte[] id = shownId == null ? null : shownId.getBytes(UTF_8);
    byte[] type = event.type() == null ? null : event.type().getBytes(UTF_8);
    byte[] retry =
        event.retryMillis() == null ? null : event.retryMillis().toString().getBytes(US_ASCII);
    byte[] data = event.data().getBytes(UTF_8);
    int size = dataSize(data) + 1;
    size += id == null ? 0 : size(ID, id);
    size += type == null ? 0 : size(EVENT, type);
    size += retry == null ? 0 : size(RETRY, retry);

    byte[] out = new byte[size];
    int at = 0;
    at = type == null ? at : line(out, at, EVENT, type);
    at = retry == null ? at : line(out, at, RETRY, retry);
    at = id == null ? at : line(out, at, ID, id);
    at = dataLines(out, at, data);
    out[at] = '\n';
    return out;
  }

  private static int size(byte[] name, byte[] value) {
    return name.length + value.length + 1;
  }

  private static int line(byte[] out, int at, byte[] name, byte[] value) {
    int next = put(out, at, name, 0, name.length);
    next = put(out, next, value, 0, value.length);
    out[next] = '\n';
    return next + 1;
  }

  private static int put(byte[] out, int at, byte[] from, int start, int length) {
    System.arraycopy(from, start, out, at, length);
    return at + length;
  }

  private static int dataSize(byte[] data) {
    int size = 0;
    for (int start = 0; start <= data.length; ) {
      int end = lineEnd(data, start);
      size += DATA.length + end - start + 1;
      start = afterBreak(data, end);
    }
    return size;
  }

  private static int dataLines(byte[] out, int at, byte[] data) {
    int next = at;
    for (int start = 0; start <= data.length; ) {
      int end = lineEnd(data, start);
      next = put(out, next, DATA, 0, DATA.length);
      next = put(out, next, data, start, end - start);
      out[next++] = '\n';
      start = afterBreak(data, end);
    }
    return next;
  }

  private static int lineEnd(byte[] data, int from) {
    int at = from;
    while (at < data.length && data[at] != '\n' && data[at] != '\r') {
      at++;
    }
    return at;
  }

  /** Returns where the next line begins: after LF, CR or CRLF, or past the end if there is none. */
  private static int afterBreak(byte[] data, int end) {
    boolean crlf = end + 1 < data.length && data[end] == '\r' && data[end + 1] == '\n';
    return end + (crlf ? 2 : 1);
  }
}
