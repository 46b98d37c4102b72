package dev.freshet.hub;

import org.jspecify.annotations.Nullable;

/**
 * An event in a channel's chain. Once its successor is linked it never changes; nodes that no
 * subscriber stands before are garbage.
 */
final class Node {
  /** Counts the channel's events. */
  final long number;

  /** Bytes of the chain up to and including this event. */
  final long totalBytes;

  /** When the event was dispatched, in {@link System#nanoTime} nanoseconds. */
  final long since;

  final byte[] wire;

  /** Linked before the channel's {@code last} moves on to it, which is what publishes it. */
  @Nullable Node next;

  private Node(long number, long totalBytes, long since, byte[] wire) {
    this.number = number;
    this.totalBytes = totalBytes;
    this.since = since;
    this.wire = wire;
  }

  /** The place before a channel's first event. */
  static Node origin() {
    return new Node(0, 0, 0, new byte[0]);
  }

  Node append(byte[] bytes, long now) {
    Node added = new Node(number + 1, totalBytes + bytes.length, now, bytes);
    next = added;
    return added;
  }
}
