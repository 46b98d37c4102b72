package dev.freshet.bench.load;

import dev.freshet.bench.load.Progress.Count;
import java.io.IOException;

/** Publishes at a fixed rate to open streams, and waits until all is delivered. */
final class FanOut {
  private static final long PROBE_SECONDS = 5;
  private static final int PROBES = 10;

  /** How long after the last event deliveries may still come. */
  private static final long PATIENCE_SECONDS = 600;

  private final Session session;
  private final Load load;

  FanOut(Session session) {
    this.session = session;
    this.load = session.load();
  }

  void run() throws IOException, InterruptedException {
    session.at(Conversation.BEFORE);
    if (!session.open(0, load.allStreams(), "") || !probe()) {
      return;
    }
    session.at(Conversation.OPENED);
    if (!publish(load.warmEvents())) {
      return;
    }
    session.takeLatencies();
    session.at(Conversation.WARM);
    count();
  }

  /** Some servers know of a stream only a little later than its client does. */
  private boolean probe() throws IOException, InterruptedException {
    long all = fastStreams();
    for (int i = 0; i < PROBES; i++) {
      session.publishers().probe(load.groups());
      if (session.await(Count.PROBED, all, PROBE_SECONDS)) {
        return true;
      }
    }
    session.failures().add(session.count(Count.PROBED) + " of " + all + " streams got an event");
    return false;
  }

  private long fastStreams() {
    long sum = 0;
    for (int stream = 0; stream < load.streams(); stream++) {
      sum += load.paceOf(stream) == Pace.FAST ? 1 : 0;
    }
    return sum;
  }

  private boolean publish(int events) throws InterruptedException {
    Publishers.Running running = session.publishers().start(events);
    return awaitDeliveries(running);
  }

  private boolean awaitDeliveries(Publishers.Running running) throws InterruptedException {
    long all = load.deliveries(session.publishers().published());
    long schedule = load.rate() == 0 ? 0 : session.publishers().published() / load.rate();
    boolean isDone = session.await(Count.DELIVERED, all, schedule + PATIENCE_SECONDS);
    if (isDone) {
      running.await();
    } else {
      long delivered = session.count(Count.DELIVERED);
      session.failures().add(delivered + " of " + all + " deliveries came");
    }
    return isDone;
  }

  private void count() throws IOException, InterruptedException {
    long before = session.count(Count.DELIVERED);
    Publishers.Running running = session.publishers().start(load.events());
    boolean isDone = awaitDeliveries(running);
    long nanos = System.nanoTime() - running.startNanos();
    session.at(Conversation.COUNTED);
    long deliveries = session.count(Count.DELIVERED) - before;
    session
        .metrics()
        .putRate("deliveries", deliveries, nanos)
        .put("allDeliveredMillis", nanos / 1e6)
        .putLatencies(session.takeLatencies())
        .put("publishedLateMaxMillis", session.publishers().mostLateMillis())
        .put("publishedLate", (double) session.publishers().lateEvents());
    if (load.slowPercent() > 0) {
      session.metrics().put("slowStreamsSeenClosed", (double) session.count(Count.ENDED));
    }
    if (isDone) {
      session.checkAll();
    }
  }
}
