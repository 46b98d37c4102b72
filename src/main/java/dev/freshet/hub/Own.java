package dev.freshet.hub;

import dev.freshet.event.Subscription;
import dev.freshet.log.LoggedEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * The queue of what is sent to one stream only: heartbeats, and events of the log during a replay.
 * Counts the bytes of the log that it keeps in memory. Owned by the pump.
 */
final class Own {
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private final Subscriber owner;
  private final Held all;
  private long held;

  /** How many of the held bytes are in the outlet. They count until it is ready again. */
  private long inFlight;

  /** Creates an empty queue whose bytes also count in {@code all}, shared with other streams. */
  Own(Subscriber owner, Held all) {
    this.owner = owner;
    this.all = all;
  }

  void add(byte[] bytes, int events) {
    pieces.add(Piece.of(bytes, events));
  }

  void addAll(Collection<LoggedEvent> events) {
    for (LoggedEvent event : events) {
      Piece piece = Piece.of(event);
      pieces.add(piece);
      hold(piece.held());
    }
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Removes and returns what is to be written next. */
  Piece next(Subscription subscription) {
    settle();
    Piece next = Piece.next(pieces, subscription);
    inFlight = next.events() == 0 ? 0 : Math.min(held, next.bytes().length);
    return next;
  }

  /** Whether the outlet may still keep bytes that it was given. */
  boolean isInFlight() {
    return inFlight > 0;
  }

  private void settle() {
    if (inFlight > 0) {
      hold(-inFlight);
      inFlight = 0;
    }
  }

  /** Called when the outlet is not ready: its client does not read. */
  void park() {
    if (held > 0) {
      all.stuck(owner);
    }
  }

  /** Called when the outlet is ready again: it has released what it was given. */
  void unpark() {
    all.loose(owner);
    settle();
  }

  void clear() {
    all.loose(owner);
    pieces.clear();
    hold(-held);
    inFlight = 0;
  }

  private void hold(long bytes) {
    held += bytes;
    all.add(bytes);
  }
}
