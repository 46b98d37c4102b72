package dev.freshet.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Finds stamped events in the bytes of one event stream, where they lie; only an event that comes
 * in pieces is copied. One thread at a time.
 */
final class EventScanner {
  private static final byte[] NOTHING = {};
  private static final byte[] DATA = "data:".getBytes(US_ASCII);
  private static final byte[] ID = "id:".getBytes(US_ASCII);
  private static final int INCOMPLETE = -1;
  private static final int NONE = -1;

  private final StampedEvent format;
  private final DeliveryCheck check;

  /** The beginning of an event whose end has not come. */
  private byte[] kept = NOTHING;

  private int keptLength;
  private String lastId = "";
  private final boolean keepsIds;

  EventScanner(StampedEvent format, DeliveryCheck check, boolean keepsIds) {
    this.format = format;
    this.check = check;
    this.keepsIds = keepsIds;
  }

  /** The id of the latest event, if ids are kept. */
  String lastId() {
    return lastId;
  }

  void feed(byte[] bytes, int from, int to) {
    int at = keptLength == 0 ? from : complete(bytes, from, to);
    at = scan(bytes, at, to);
    if (at < to) {
      keep(bytes, at, to);
    }
  }

  /** Takes as much as the kept event needs; gives where the rest begins. */
  private int complete(byte[] bytes, int from, int to) {
    byte before = kept[keptLength - 1];
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n' && before == '\n') {
        keep(bytes, from, i + 1);
        int length = keptLength;
        keptLength = 0;
        int unused = scan(kept, 0, length);
        return i + 1;
      }
      before = bytes[i];
    }
    keep(bytes, from, to);
    return to;
  }

  private void keep(byte[] bytes, int from, int to) {
    int length = keptLength + to - from;
    if (length > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(length, format.size() + 128));
    }
    System.arraycopy(bytes, from, kept, keptLength, to - from);
    keptLength = length;
  }

  /** Gives where the first event begins that is not complete. */
  private int scan(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int next = event(bytes, at, to);
      if (next == INCOMPLETE) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /** Gives where the next event begins. */
  private int event(byte[] bytes, int from, int to) {
    int data = NONE;
    int id = NONE;
    int line = from;
    while (line < to) {
      if (bytes[line] == '\n') {
        dispatch(bytes, id, data);
        return line + 1;
      }
      int value = NONE;
      if (startsWith(bytes, line, to, DATA)) {
        value = afterSpace(bytes, line + DATA.length, to);
        data = value;
      } else if (keepsIds && startsWith(bytes, line, to, ID)) {
        id = afterSpace(bytes, line + ID.length, to);
      }
      int end = value == NONE ? lineEnd(bytes, line, to) : dataEnd(bytes, value, to);
      if (end == INCOMPLETE) {
        return INCOMPLETE;
      }
      line = end + 1;
    }
    return INCOMPLETE;
  }

  private static boolean startsWith(byte[] bytes, int at, int to, byte[] name) {
    if (at + name.length > to || bytes[at] != name[0]) {
      return false;
    }
    for (int i = 1; i < name.length; i++) {
      if (bytes[at + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static int afterSpace(byte[] bytes, int at, int to) {
    return at < to && bytes[at] == ' ' ? at + 1 : at;
  }

  /** The end of a data line: where it should be, or else where it is. */
  private int dataEnd(byte[] bytes, int value, int to) {
    int expected = value + format.size();
    return expected < to && bytes[expected] == '\n' ? expected : lineEnd(bytes, value, to);
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return INCOMPLETE;
  }

  private void dispatch(byte[] bytes, int id, int data) {
    if (id != NONE) {
      int end = lineEnd(bytes, id, bytes.length);
      lastId = new String(bytes, id, end - id, US_ASCII);
    }
    if (data == NONE) {
      return;
    }
    int end = data + format.size();
    if (end < bytes.length && bytes[end] == '\n' && format.isWhole(bytes, data)) {
      check.event(bytes, data);
    } else {
      int line = Math.max(data, lineEnd(bytes, data, bytes.length));
      String text = new String(bytes, data, Math.min(100, line - data), US_ASCII);
      check.garbled("data that is no event: " + text);
    }
  }
}
