package dev.freshet.event;

import java.util.Optional;

/**
 * The place of an event in the hub's log, written {@code millis-sequence} as Redis writes its
 * stream ids.
 *
 * @param millis milliseconds since the epoch when the log took the event; never goes back
 * @param sequence tells apart the events of one millisecond
 */
public record EventId(long millis, long sequence) implements Comparable<EventId> {
  private static final int MAX_DIGITS = 18;

  /** The place before every event. */
  public static final EventId NONE = new EventId(0, 0);

  public EventId {
    if (millis < 0 || sequence < 0) {
      throw new IllegalArgumentException("an event id has no negative part");
    }
  }

  /** Reads what {@link #toString} writes; empty for anything else. */
  public static Optional<EventId> parse(String text) {
    int dash = text.indexOf('-');
    if (!isNumber(text, 0, dash) || !isNumber(text, dash + 1, text.length())) {
      return Optional.empty();
    }
    return Optional.of(
        new EventId(
            Long.parseLong(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10)));
  }

  private static boolean isNumber(String text, int from, int to) {
    if (from >= to || to - from > MAX_DIGITS || (text.charAt(from) == '0' && to - from > 1)) {
      return false;
    }
    return text.chars().skip(from).limit((long) to - from).allMatch(c -> c >= '0' && c <= '9');
  }

  /** The id that follows this one for an event taken at {@code nowMillis}. */
  public EventId next(long nowMillis) {
    return nowMillis > millis ? new EventId(nowMillis, 0) : new EventId(millis, sequence + 1);
  }

  public boolean isAfter(EventId other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(EventId other) {
    int byMillis = Long.compare(millis, other.millis);
    return byMillis != 0 ? byMillis : Long.compare(sequence, other.sequence);
  }

  @Override
  public String toString() {
    return millis + "-" + sequence;
  }
}
