package dev.freshet.bench.load;

import dev.freshet.bench.load.Progress.Count;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Publishes while nobody is there, and has clients come back that want all of it. */
final class Replays {
  private static final int ROUNDS = 10;
  private static final int FEWEST_ROUNDS = 3;
  private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long PATIENCE_SECONDS = 120;

  private final Session session;
  private final Load load;

  Replays(Session session) {
    this.session = session;
    this.load = session.load();
  }

  void run() throws IOException, InterruptedException {
    session.at(Conversation.BEFORE);
    String id = lastSeen();
    Publishers.Running running = session.publishers().start(load.events());
    running.await();
    warmUp(id);
    session.at(Conversation.WARM);
    long[] nanos = comeBackOften(id);
    session.at(Conversation.COUNTED);
    long deliveries = (long) nanos.length * load.streams() * load.events();
    session.metrics().putTimes("replay", nanos).put("deliveries", (double) deliveries);
  }

  /** One client asks for little: its server is warm after many visits only. */
  private void warmUp(String id) throws IOException, InterruptedException {
    long end = System.nanoTime() + WARM_NANOS;
    do {
      comeBack(id);
    } while (System.nanoTime() < end);
  }

  /** Ten times, or fewer if that would take too long. */
  private long[] comeBackOften(String id) throws IOException, InterruptedException {
    long end = System.nanoTime() + MOST_NANOS;
    long[] nanos = new long[ROUNDS];
    int rounds = 0;
    while (rounds < ROUNDS && (rounds < FEWEST_ROUNDS || System.nanoTime() < end)) {
      nanos[rounds++] = comeBack(id);
    }
    return Arrays.copyOf(nanos, rounds);
  }

  /** The id of an event that a first visit saw. */
  private String lastSeen() throws IOException, InterruptedException {
    try (Session first = session.again()) {
      if (!first.open(0, 1, "")) {
        throw new IOException("The first visit failed.");
      }
      first.publishers().probe(1);
      if (!first.await(Count.PROBED, 1, PATIENCE_SECONDS)) {
        throw new IOException("The first visit saw no event.");
      }
      return first.streams().get(0).decoder.body().lastId();
    }
  }

  /** How long it takes until all clients have all events, from when they connect. */
  private long comeBack(String id) throws IOException, InterruptedException {
    try (Session visit = session.again()) {
      long start = System.nanoTime();
      visit.ask(0, load.streams(), id);
      long all = (long) load.streams() * load.events();
      if (!visit.await(Count.DELIVERED, all, PATIENCE_SECONDS)) {
        throw new IOException(visit.count(Count.DELIVERED) + " of " + all + " events came back");
      }
      return System.nanoTime() - start;
    }
  }
}
