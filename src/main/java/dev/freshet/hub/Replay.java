package dev.freshet.hub;

import dev.freshet.event.EventId;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Start;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber still has to read from the log: its place, if it gave an id; the last values,
 * if it asked for them; then the events from {@code after}, without it, to the seam, with it. Owned
 * by the subscriber's pump.
 *
 * @param sought the id that {@code after} is still to be found for, or null if it is known
 * @param after what was written last
 * @param seam the last event that is not in the chain behind the subscriber's place
 * @param promised true if the client was told that nothing is missing
 * @param values what becomes of the last values
 */
record Replay(
    @Nullable String sought, EventId after, EventId seam, boolean promised, LastValues values) {

  /**
   * What a stream begins with; null if there is nothing to read.
   *
   * @param start where it goes on, or null if the log could not be asked, or need not be
   */
  static @Nullable Replay of(StreamRequest request, @Nullable Start start, EventId seam) {
    LastValues values = request.lastValues() ? LastValues.ASKED : LastValues.NONE;
    String id = request.lastEventId();
    Replay replay;
    if (id == null) {
      replay = new Replay(null, seam, seam, /* promised= */ true, values);
    } else if (start == null) {
      replay = new Replay(id, EventId.NONE, seam, !id.equals(Hub.EARLIEST), values);
    } else {
      replay = from(start, seam, values);
    }
    return replay.isDone() ? null : replay;
  }

  /** A replay that misses nothing brings the last values by itself. */
  private static Replay from(Start start, EventId seam, LastValues values) {
    return new Replay(
        null, start.after(), seam, start.complete(), start.complete() ? LastValues.NONE : values);
  }

  /** The place of the id is known. */
  Replay found(Start start) {
    return from(start, seam, values);
  }

  /** The last values are known, and those up to {@code after} are written. */
  Replay with(List<LoggedEvent> lastValues) {
    return new Replay(sought, after, seam, promised, LastValues.of(lastValues).after(after));
  }

  Replay reached(EventId position) {
    return new Replay(sought, position, seam, promised, values.after(position));
  }

  Replay upTo(EventId newSeam) {
    return new Replay(sought, after, newSeam, promised, values);
  }

  /**
   * The same, if this node could not know yet how far the log goes when the stream was opened.
   *
   * @param beginning the place after which this node has dispatched everything
   */
  Replay since(EventId beginning) {
    boolean isNewcomer = sought == null && after.equals(seam);
    return isNewcomer && beginning.isAfter(seam)
        ? new Replay(null, beginning, beginning, promised, values)
        : this;
  }

  boolean isDone() {
    return sought == null && after.equals(seam) && values.isDone();
  }

  /** Whether the client saw, at another node, what this one has not dispatched yet. */
  boolean isAhead() {
    return sought == null && after.isAfter(seam);
  }
}
