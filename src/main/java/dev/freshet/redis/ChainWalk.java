package dev.freshet.redis;

import dev.freshet.event.EventId;
import dev.freshet.health.Service;
import dev.freshet.log.Follower;
import dev.freshet.log.Gaps;
import dev.freshet.log.LoggedEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Passes the log's entries to the hub in order, and reports every gap between them. Each entry
 * names the one before it, so that no loss goes unnoticed. Owned by the follower's thread.
 */
final class ChainWalk {
  private static final Logger LOG = System.getLogger(ChainWalk.class.getName());
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  /**
   * What the mark of a loss adds to the sequence of the event before it: so much that no event has
   * that position, and that other nodes recognize it as a mark.
   */
  private static final long MARK = 900_000_000;

  private static final String LOST_UNREAD =
      "Redis lost events that another node knew and this one had not read";

  private final Follower hub;
  private final Witness witness;
  private final Service service;
  private final Gaps gaps;
  private final Seldom unreadableWarning = new Seldom(BETWEEN_WARNINGS, System::nanoTime);

  // Written by the follower's thread, read by all.
  private final LongAdder unreadable = new LongAdder();

  // Owned by the follower's thread.
  private boolean hasBegun;

  /** The position that the next entry should name as its predecessor. */
  private EventId previous = EventId.NONE;

  /** The newest loss recorded in Redis that has been handled here. */
  private EventId accounted = EventId.NONE;

  /** A loss after entries that are not read yet: streams that begin before it must be told. */
  private EventId ahead = EventId.NONE;

  /** An end of the log that has not been read yet. */
  private EventId awaited = EventId.NONE;

  /** True if a gap could not be reported. */
  private boolean owesGap;

  /** Records in Redis that a position, and all positions before it, were lost. */
  @FunctionalInterface
  interface Report {
    void lost(EventId place);
  }

  ChainWalk(Follower hub, Witness witness, Service service, Gaps gaps) {
    this.hub = hub;
    this.witness = witness;
    this.service = service;
    this.gaps = gaps;
  }

  /** The number of entries that were not valid events. */
  long unreadable() {
    return unreadable.sum();
  }

  /** Called on a new connection: compares this node's position with the log's. */
  void resume(Resumption.Standing standing, Report report) {
    if (!hasBegun) {
      hasBegun = true;
      EventId end = later(standing.last(), standing.lost());
      moveTo(end);
      accounted = standing.lost();
      tellResumed(end);
    } else if (!compare(standing, report)) {
      tellResumed(witness.told());
    }
  }

  /** Reports again that all is well, for clients that wait until losses of Redis are known. */
  void settle() {
    tellResumed(witness.told());
  }

  /** Called when nothing new has come for a while, or a check is due. */
  void check(Resumption.Standing standing, Report report, boolean nothingCame) {
    boolean isGone =
        nothingCame && awaited.isAfter(witness.told()) && !witness.told().isAfter(standing.last());
    awaited = standing.last();
    if (isGone) {
      moveTo(later(standing.last(), standing.lost()));
      accounted = standing.lost();
      tellGap("the log is gone: events that were not read yet are lost");
    } else {
      boolean unused = compare(standing, report);
    }
  }

  /** Reports a gap if there is one, and returns whether there is. */
  private boolean compare(Resumption.Standing standing, Report report) {
    EventId told = witness.told();
    EventId end = standing.last();
    EventId lost = standing.lost();
    boolean isNews = lost.isAfter(accounted);
    accounted = later(accounted, lost);
    if (told.isAfter(end)) {
      if (!isNews && previous.equals(later(lost, told))) {
        return false;
      }
      return forgotten(end, lost, report);
    }
    if (!isNews || lost.equals(told) || hasTold(lost)) {
      return false;
    }
    if (lost.isAfter(told)) {
      ahead = lost;
    } else {
      report(report);
      if (told.equals(end)) {
        moveTo(accounted);
      }
    }
    tellGap(LOST_UNREAD);
    return true;
  }

  /** Handles a Redis that lacks the last positions passed on here. */
  private boolean forgotten(EventId end, EventId lost, Report report) {
    EventId told = witness.told();
    boolean isEmpty = end.equals(EventId.NONE);
    boolean isKnown = witness.remembers(end);
    LOG.log(
        Level.WARNING,
        isEmpty
            ? "Redis came back empty: what was published and not yet read is lost."
            : "Redis came back at {0}, before {1}: it has forgotten events.",
        end,
        told);
    previous = later(lost, told);
    if (isKnown && !lost.isAfter(told)) {
      // The streams have received everything. Redis reports the gap to clients that return with an
      // older position.
      return false;
    }
    if (lost.isAfter(told)) {
      moveTo(lost);
    } else {
      report(report);
      moveTo(accounted);
    }
    tellGap(isEmpty ? "Redis came back empty" : "Redis has forgotten events");
    return true;
  }

  /** Records a loss right after this node's position: clients that return with it are told. */
  private void report(Report report) {
    EventId told = witness.told();
    EventId mark = new EventId(told.millis(), told.sequence() + MARK);
    accounted = later(accounted, mark);
    report.lost(mark);
  }

  /** Whether all events up to a loss were passed on here. A mark is right after an event. */
  private boolean hasTold(EventId lost) {
    return witness.remembers(lost)
        || (lost.sequence() >= MARK
            && witness.remembers(new EventId(lost.millis(), lost.sequence() - MARK)));
  }

  private void moveTo(EventId place) {
    previous = place;
    witness.tell(place);
  }

  /** Dispatches the next entry of the log, then moves on. */
  void tell(LogEntry entry, Report report) {
    if (owesGap) {
      tellGap("an event could not be dispatched");
    }
    boolean isTold =
        !entry.previous().equals(previous) && noteBreak(entry.previous(), entry.position(), report);
    if (!isTold && ahead.isAfter(witness.told()) && entry.position().isAfter(ahead)) {
      tellGap(LOST_UNREAD);
    }
    LoggedEvent logged = decode(entry);
    if (logged != null) {
      dispatch(logged);
    }
    moveTo(entry.position());
  }

  /** A failure here is not a lost connection: the streams that miss the event are ended. */
  private void dispatch(LoggedEvent logged) {
    try {
      hub.logged(logged);
    } catch (Throwable e) {
      // Errors too: all events pass through this thread, so it must survive them.
      service.failed(e);
      tellGap("the event " + logged.position() + " could not be dispatched");
    }
  }

  /** Handles an entry that does not follow the last one read. Returns whether that is a gap. */
  private boolean noteBreak(EventId before, EventId next, Report report) {
    boolean isLost = before.isAfter(previous) || !witness.remembers(before);
    LOG.log(
        Level.WARNING,
        "The log goes on at {0} after {1}, but {2} was the last that was read{3}.",
        next,
        before,
        previous,
        isLost ? ": events between are lost" : "");
    if (!isLost) {
      return false;
    }
    if (before.isAfter(previous)) {
      accounted = later(accounted, before);
    } else {
      report(report);
    }
    tellGap("the log goes on at " + next + " after " + before);
    return true;
  }

  private void tellGap(String why) {
    gaps.note(previous, why);
    try {
      hub.resumed(witness.told(), /* complete= */ false);
      owesGap = false;
    } catch (Throwable e) {
      owesGap = true;
      service.failed(e);
    }
  }

  private void tellResumed(EventId place) {
    try {
      hub.resumed(place, /* complete= */ true);
    } catch (Throwable e) {
      owesGap = true;
      service.failed(e);
    }
  }

  private @Nullable LoggedEvent decode(LogEntry entry) {
    try {
      return new LoggedEvent(entry.position(), entry.event());
    } catch (IllegalArgumentException e) {
      unreadable.increment();
      LOG.log(
          unreadableWarning.isDue() ? Level.WARNING : Level.DEBUG,
          "Skipped the entry {0} of the log ({1} so far): {2}",
          entry.position(),
          unreadable.sum(),
          e.getMessage());
      return null;
    }
  }

  private static EventId later(EventId a, EventId b) {
    return a.isAfter(b) ? a : b;
  }
}
