package dev.freshet.hub;

import dev.freshet.event.SelectedLine;
import dev.freshet.event.Subscription;
import dev.freshet.log.LoggedEvent;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something sent to one stream only: bytes, or an event of the log, whose bytes are shared by all
 * streams.
 *
 * @param bytes the bytes
 * @param events how many events the bytes hold
 * @param event the event, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Piece(byte[] bytes, int events, @Nullable LoggedEvent event) {
  static Piece of(byte[] bytes, int events) {
    return new Piece(bytes, events, null);
  }

  static Piece of(LoggedEvent event) {
    return new Piece(event.wire(), 1, event);
  }

  /** How many bytes of the log it keeps in memory. */
  int held() {
    return event == null ? 0 : bytes.length;
  }

  /**
   * Removes and returns what is to be written next: the first piece and, if it is an event, the
   * events that follow, as many as fit in one write. A large event is not copied.
   */
  static Piece next(Deque<Piece> queue, Subscription subscription) {
    Piece first = queue.remove();
    if (first.event == null) {
      return first;
    }
    List<byte[]> parts = new ArrayList<>();
    int size = add(first, subscription, parts);
    for (Piece next = queue.peek();
        next != null && next.event != null && size + next.bytes.length <= Span.MAX_BYTES;
        next = queue.peek()) {
      size += add(queue.remove(), subscription, parts);
    }
    return of(parts.size() == 1 ? parts.get(0) : join(parts, size), parts.size());
  }

  private static int add(Piece piece, Subscription subscription, List<byte[]> to) {
    LoggedEvent event = piece.event;
    byte[] wire =
        event == null ? piece.bytes : SelectedLine.before(piece.bytes, event.event(), subscription);
    to.add(wire);
    return wire.length;
  }

  private static byte[] join(List<byte[]> parts, int size) {
    byte[] bytes = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, bytes, at, part.length);
      at += part.length;
    }
    return bytes;
  }
}
