package dev.freshet.hub;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Subscription;
import dev.freshet.log.EventLog;
import dev.freshet.log.FencedException;
import dev.freshet.log.Follower;
import dev.freshet.log.LogBounds;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.MemoryLog;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import dev.freshet.log.Term;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A log that does as it is told: holds reads, fails, tells its follower late, forgets. */
final class ScriptedLog implements EventLog {
  private final EventLog log;
  private final CountDownLatch gate;
  private volatile @Nullable RuntimeException failure;
  private volatile @Nullable Error readError;
  private volatile boolean forgetful;
  private volatile boolean blink;
  private volatile Term current = Term.ANY;

  // Guarded by this.
  private final Queue<LoggedEvent> late = new ArrayDeque<>();
  private boolean isLate;
  private @Nullable Follower follower;

  private final boolean isSilent;

  private ScriptedLog(LogBounds bounds, int held, boolean isSilent) {
    this.isSilent = isSilent;
    log = new MemoryLog(bounds, InstantSource.system());
    gate = new CountDownLatch(held);
  }

  static ScriptedLog free() {
    return free(TestHub.BOUNDS);
  }

  static ScriptedLog free(LogBounds bounds) {
    return new ScriptedLog(bounds, 0, /* isSilent= */ false);
  }

  /** A log that is not there when it is first followed, and that tells late. */
  static ScriptedLog absent() {
    ScriptedLog log = new ScriptedLog(TestHub.BOUNDS, 0, /* isSilent= */ true);
    log.tellLate();
    return log;
  }

  /** A log whose reads wait until they are let go. */
  static ScriptedLog held(LogBounds bounds) {
    return new ScriptedLog(bounds, 1, /* isSilent= */ false);
  }

  void letReadersGo() {
    gate.countDown();
  }

  void fail(RuntimeException with) {
    failure = with;
  }

  /** From now on reading throws this. */
  void failReads(Error with) {
    readError = with;
  }

  void goAway() {
    fail(new LogUnavailableException("away"));
  }

  /** From now on no id is known any more. */
  void forget() {
    forgetful = true;
  }

  /** From now on only this term may publish as the holder. */
  void changeTerm(long number) {
    current = new Term(number);
  }

  /** It can be read again, and says so. */
  void comeBack() {
    failure = null;
    follower().resumed(EventId.NONE, /* complete= */ true);
  }

  /** It can be read for the first time: what was held back is told by its place alone. */
  void appear() {
    EventId end = EventId.NONE;
    synchronized (this) {
      for (LoggedEvent event : late) {
        end = event.position();
      }
      late.clear();
      isLate = false;
    }
    follower().resumed(end, /* complete= */ true);
    failure = null;
  }

  /** It is back, but for one question; and before its asker hears of that, it is back again. */
  void comeBackWithABlink() {
    blink = true;
    comeBack();
  }

  void loseEvents() {
    follower().resumed(EventId.NONE, /* complete= */ false);
  }

  /** From now on the log takes events and does not tell of them. */
  synchronized void tellLate() {
    isLate = true;
  }

  /** Tells of the next event that was held back. */
  synchronized void tellOne() {
    follower().logged(late.remove());
  }

  synchronized void tellAll() {
    while (!late.isEmpty()) {
      tellOne();
    }
    isLate = false;
  }

  private synchronized Follower follower() {
    return Objects.requireNonNull(follower);
  }

  private synchronized void tell(LoggedEvent event) {
    if (isLate) {
      late.add(event);
    } else {
      follower().logged(event);
    }
  }

  @Override
  public CompletionStage<EventId> append(Event event, Term term, @Nullable String key) {
    if (!term.equals(Term.ANY) && !term.equals(current)) {
      return CompletableFuture.failedStage(new FencedException());
    }
    return failure == null ? log.append(event, term, key) : CompletableFuture.failedStage(failure);
  }

  @Override
  public Start locate(Subscription subscription, String lastEventId) {
    check();
    return forgetful ? new Start(EventId.NONE, false) : log.locate(subscription, lastEventId);
  }

  @Override
  public Page read(Subscription subscription, EventId after, EventId upTo) {
    awaitGate();
    check();
    return log.read(subscription, after, upTo);
  }

  @Override
  public List<LoggedEvent> latest(Subscription subscription, EventId upTo) {
    awaitGate();
    check();
    return log.latest(subscription, upTo);
  }

  private void awaitGate() {
    try {
      if (!gate.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("never let go");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void check() {
    Error error = readError;
    if (error != null) {
      throw error;
    }
    if (blink) {
      blink = false;
      comeBack();
      throw new LogUnavailableException("a blink");
    }
    RuntimeException now = failure;
    if (now != null) {
      throw now;
    }
  }

  @Override
  public void follow(Follower newFollower) {
    synchronized (this) {
      follower = newFollower;
    }
    log.follow(
        new Follower() {
          @Override
          public void logged(LoggedEvent event) {
            tell(event);
          }

          @Override
          public void resumed(EventId position, boolean complete) {
            if (!isSilent) {
              newFollower.resumed(position, complete);
            }
          }
        });
  }

  @Override
  public void close() {
    log.close();
  }
}
