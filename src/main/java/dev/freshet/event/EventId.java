package dev.freshet.event;

import java.util.Optional;

/**
 * The position of an event in the hub's log, written {@code millis-sequence} like a Redis stream
 * id.
 *
 * @param millis when the log accepted the event, in milliseconds since the epoch; never decreases
 * @param sequence distinguishes the events of one millisecond
 */
public record EventId(long millis, long sequence) implements Comparable<EventId> {
  private static final int MAX_DIGITS = 18;

  /** The position before every event. */
  public static final EventId NONE = new EventId(0, 0);

  public EventId {
    if (millis < 0 || sequence < 0) {
      throw new IllegalArgumentException("an event id has no negative part");
    }
  }

  /** Parses what {@link #toString} writes. Returns empty for anything else. */
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

  /** Returns the id after this one for an event accepted at {@code nowMillis}. */
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
