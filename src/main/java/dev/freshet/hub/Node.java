package dev.freshet.hub;

import org.jspecify.annotations.Nullable;

/**
 * An event in a channel's chain. It never changes once its successor is linked. A node that every
 * subscriber has passed is garbage.
 */
final class Node {
  /** The number of this event within the channel. */
  final long number;

  /** Bytes of the chain up to and including this event. */
  final long totalBytes;

  /** When the event was dispatched, as {@link System#nanoTime} nanoseconds. */
  final long since;

  final byte[] wire;

  /** Set before the channel's {@code last} moves to it; that volatile write publishes it. */
  @Nullable Node next;

  private Node(long number, long totalBytes, long since, byte[] wire) {
    this.number = number;
    this.totalBytes = totalBytes;
    this.since = since;
    this.wire = wire;
  }

  /** Returns the node before a channel's first event. */
  static Node origin() {
    return new Node(0, 0, 0, new byte[0]);
  }

  Node append(byte[] bytes, long now) {
    Node added = new Node(number + 1, totalBytes + bytes.length, now, bytes);
    next = added;
    return added;
  }
}
