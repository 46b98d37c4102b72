package dev.freshet.schedule;

import dev.freshet.json.InvalidMemberException;
import dev.freshet.schedule.trigger.Misfire;
import dev.freshet.schedule.trigger.Timing;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that the hub publishes at set times. Immutable.
 *
 * @param id its id in the API
 * @param topics the topics of its events; may be empty if a feed provides them
 * @param isPrivate true if only subscribers with rights to one of the topics receive its events
 * @param type the event type, or null
 * @param maxRuns after how many runs it ends, or null for no limit; missed runs do not count
 * @param paused true if it is not due until it is resumed
 * @param created when it was created; distinguishes it from an earlier one with the same id
 * @param changed when it was created or last changed
 * @param since it is not due up to this time: when it was created or resumed, or its times changed
 */
public record Schedule(
    String id,
    List<String> topics,
    boolean isPrivate,
    @Nullable String type,
    Action action,
    Timing timing,
    Misfire misfire,
    @Nullable Integer maxRuns,
    boolean paused,
    Instant created,
    Instant changed,
    Instant since) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,99}");

  /**
   * Throws an InvalidMemberException if the id is invalid, or the limit of runs is not positive.
   */
  public Schedule {
    topics = List.copyOf(topics);
    if (!ID.matcher(id).matches()) {
      throw new InvalidMemberException(
          "id", "An id has 1 to 100 letters, digits or . _ ~ - and begins with a letter or digit.");
    }
    if (maxRuns != null && maxRuns < 1) {
      throw new InvalidMemberException("maxRuns", "maxRuns must be at least 1.");
    }
  }

  /** Returns this schedule paused or resumed. Due times during a pause are not made up for. */
  Schedule paused(boolean pause, Instant now) {
    Instant from = paused && !pause ? now : since;
    return new Schedule(
        id, topics, isPrivate, type, action, timing, misfire, maxRuns, pause, created, now, from);
  }

  /**
   * Returns this schedule as a change of an earlier one: if its times are unchanged, they continue.
   */
  Schedule replacing(Schedule earlier) {
    boolean goesOn = timing.equals(earlier.timing) && !(earlier.paused && !paused);
    Instant from = goesOn ? earlier.since : changed;
    return new Schedule(
        id,
        topics,
        isPrivate,
        type,
        action,
        timing,
        misfire,
        maxRuns,
        paused,
        earlier.created,
        changed,
        from);
  }
}
