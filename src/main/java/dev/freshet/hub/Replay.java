package dev.freshet.hub;

import dev.freshet.event.EventId;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Start;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber still has to read from the log: its position, if it gave an id; the last
 * values, if it asked for them; then the events after {@code after}, up to and including the seam.
 * Owned by the subscriber's pump.
 *
 * @param sought the id whose position is not known yet, or null once {@code after} is known
 * @param after the position of what was written last
 * @param seam the last event that is not in the chain after the subscriber's node
 * @param promised true if the client was told that nothing is missing
 * @param values the last values still to be read or written
 */
record Replay(
    @Nullable String sought, EventId after, EventId seam, boolean promised, LastValues values) {

  /**
   * Returns what a stream begins with, or null if there is nothing to read.
   *
   * @param start where the stream resumes, or null if the log could not be asked or need not be
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

  /** A complete replay already includes the last values. */
  private static Replay from(Start start, EventId seam, LastValues values) {
    return new Replay(
        null, start.after(), seam, start.complete(), start.complete() ? LastValues.NONE : values);
  }

  /** Returns the replay once the position of the id is known. */
  Replay found(Start start) {
    return from(start, seam, values);
  }

  /** Returns the replay once the last values are known and written up to {@code after}. */
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
   * Returns the replay moved to {@code beginning} if this node did not know where the log ends when
   * the stream was opened; otherwise this.
   *
   * @param beginning the position after which this node has dispatched everything
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

  /** Whether the client has seen events on another node that this one has not dispatched yet. */
  boolean isAhead() {
    return sought == null && after.isAfter(seam);
  }
}
