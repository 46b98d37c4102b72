package dev.freshet.hub;

import dev.freshet.event.Subscription;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * The reading of what a subscriber gets from the log before it goes on in the chain: one question
 * at a time, asked aside, as the log may block. All but {@link #read} happens on the pump.
 */
final class Backlog {
  private final Hub hub;
  private final Part part;
  private final Subscriber subscriber;

  // Owned by the pump.
  private Replay replay;

  /** True while something is awaited without which the replay cannot go on. */
  private boolean waits;

  /** True while that is the log, which is away. */
  private boolean logIsAwaited;

  Backlog(Hub hub, Part part, Subscriber subscriber, Replay replay) {
    this.hub = hub;
    this.part = part;
    this.subscriber = subscriber;
    this.replay = replay;
  }

  /** Asks for what comes next, unless that has been done. */
  void next() {
    if (waits) {
      return;
    }
    waits = true;
    if (replay.isAhead()) {
      hub.dispatcher()
          .whenDispatched(
              replay.after(),
              part.channel(),
              seam -> subscriber.onPump((one, place) -> caughtUp(place), seam));
    } else {
      ask();
    }
  }

  /** Asks the log once more, if it was away. */
  void askAgain() {
    if (logIsAwaited) {
      logIsAwaited = false;
      ask();
    }
  }

  private void ask() {
    replay = replay.since(hub.dispatcher().beginning());
    Replay from = replay;
    boolean isTaken =
        hub.aside().offer(() -> subscriber.onPump((one, answer) -> hear(answer), read(from)));
    if (!isTaken) {
      subscriber.close(
          CloseReason.FAILED, new RejectedExecutionException("No thread reads the log."));
    }
  }

  private Runnable read(Replay from) {
    Subscription subscription = part.channel().subscription();
    long wakes = hub.dispatcher().wakes();
    try {
      if (from.sought() != null) {
        Start start = hub.log().locate(subscription, from.sought());
        return () -> located(start);
      }
      if (from.values().isAsked()) {
        List<LoggedEvent> values = hub.log().latest(subscription, from.seam());
        return () -> valued(values);
      }
      Page page = hub.log().read(subscription, from.after(), from.seam());
      return () -> arrived(page);
    } catch (LogUnavailableException e) {
      return () -> awaitLog(wakes);
    } catch (Throwable e) {
      // An error too: without an answer the stream would wait for ever.
      return () -> subscriber.close(CloseReason.FAILED, e);
    }
  }

  /** The subscriber may have left meanwhile. */
  private void hear(Runnable answer) {
    if (subscriber.isReading(this)) {
      answer.run();
    }
  }

  /** The stream stays open meanwhile: a browser that is refused would never come back. */
  private void awaitLog(long wakes) {
    logIsAwaited = true;
    hub.dispatcher().awaitLog(subscriber, wakes);
  }

  private void located(Start start) {
    if (closeAtGap(start.complete())) {
      return;
    }
    Seam seam = hub.dispatcher().seam(part.channel());
    subscriber.moveTo(seam.node());
    goOn(replay.found(start).upTo(seam.position()));
  }

  private void valued(List<LoggedEvent> values) {
    if (!replay.since(hub.dispatcher().beginning()).equals(replay)) {
      // Asked before this node knew how far the log goes.
      ask();
      return;
    }
    subscriber.take(LastValues.of(values).upTo(replay.after()));
    goOn(replay.with(values));
  }

  private void arrived(Page page) {
    if (closeAtGap(page.complete())) {
      return;
    }
    subscriber.take(replay.values().with(page));
    goOn(replay.reached(page.reached()));
  }

  private boolean closeAtGap(boolean complete) {
    boolean isGap = replay.promised() && !complete;
    if (isGap) {
      subscriber.close(CloseReason.REPLAY_GAP, null);
    }
    return isGap;
  }

  /** This node has dispatched what the client saw at another one. */
  private void caughtUp(Seam seam) {
    if (subscriber.isReading(this)) {
      subscriber.moveTo(seam.node());
      goOn(replay.upTo(seam.position()));
    }
  }

  private void goOn(Replay next) {
    waits = false;
    replay = next;
    if (replay.isDone()) {
      subscriber.readAll();
    }
    subscriber.proceed();
  }

  /** The log still has what the chain holds for a replay: lets go of the chain, to read on. */
  void letGoOfChain() {
    Seam seam = hub.dispatcher().seam(part.channel());
    subscriber.moveTo(seam.node());
    replay = replay.since(hub.dispatcher().beginning()).upTo(seam.position());
    if (replay.isDone()) {
      subscriber.readAll();
    }
  }
}
