package dev.freshet.hub;

import dev.freshet.event.Subscription;
import dev.freshet.log.LogUnavailableException;
import dev.freshet.log.LoggedEvent;
import dev.freshet.log.Page;
import dev.freshet.log.Start;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * Reads what a subscriber needs from the log before it continues in the chain. One read is in
 * flight at a time, on another thread because the log may block. Everything but {@link #read} runs
 * on the pump.
 */
final class Backlog {
  private final Hub hub;
  private final Part part;
  private final Subscriber subscriber;

  // Owned by the pump.
  private Replay replay;

  /** True while the replay waits for an answer before it can continue. */
  private boolean waits;

  /** True while it waits for an unavailable log to come back. */
  private boolean logIsAwaited;

  Backlog(Hub hub, Part part, Subscriber subscriber, Replay replay) {
    this.hub = hub;
    this.part = part;
    this.subscriber = subscriber;
    this.replay = replay;
  }

  /** Requests the next part of the replay, unless a request is already in flight. */
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

  /** Retries the read if the log was unavailable. */
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
      // Errors as well: without an answer the stream would wait forever.
      return () -> subscriber.close(CloseReason.FAILED, e);
    }
  }

  /** Ignores the answer if the subscriber has left in the meantime. */
  private void hear(Runnable answer) {
    if (subscriber.isReading(this)) {
      answer.run();
    }
  }

  /** Keeps the stream open while it waits: a browser that is refused does not reconnect. */
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
      // The request was sent before this node knew where the log ends.
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

  /** Called once this node has dispatched everything the client saw on another node. */
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

  /** Releases the chain during a replay: its events are read from the log, which has them. */
  void letGoOfChain() {
    Seam seam = hub.dispatcher().seam(part.channel());
    subscriber.moveTo(seam.node());
    replay = replay.since(hub.dispatcher().beginning()).upTo(seam.position());
    if (replay.isDone()) {
      subscriber.readAll();
    }
  }
}
