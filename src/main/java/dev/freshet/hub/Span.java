package dev.freshet.hub;

import java.util.Objects;

/**
 * The bytes between two nodes of a chain, composed once for all subscribers that stand at the
 * first.
 *
 * @param to the node of a subscriber that has written the span
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are never changed
record Span(Node from, Node to, byte[] bytes) {
  /** Maximum bytes of a span with several events: bounds what one slow client can pin. */
  static final int MAX_BYTES = 64 * 1024;

  /** Composes at least one event, and as many more as fit, up to {@code end}. */
  static Span compose(Node from, Node end) {
    Node to = Objects.requireNonNull(from.next);
    if (to == end) {
      return new Span(from, to, to.wire);
    }
    while (to != end) {
      Node next = Objects.requireNonNull(to.next);
      if (next.totalBytes - from.totalBytes > MAX_BYTES) {
        break;
      }
      to = next;
    }
    byte[] bytes = new byte[Math.toIntExact(to.totalBytes - from.totalBytes)];
    int at = 0;
    for (Node node = from; node != to; ) {
      node = Objects.requireNonNull(node.next);
      System.arraycopy(node.wire, 0, bytes, at, node.wire.length);
      at += node.wire.length;
    }
    return new Span(from, to, bytes);
  }

  /** When the oldest of its events, which has waited longest, was dispatched. */
  long since() {
    return Objects.requireNonNull(from.next).since;
  }

  int events() {
    return (int) (to.number - from.number);
  }
}
