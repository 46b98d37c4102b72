package dev.freshet.bench.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Opens streams as fast as the server lets it, a few at a time. */
final class Connects {
  /** Rounds before, which do not count, each of a part of the number that counts. */
  private static final int WARM_ROUNDS = 200;

  private static final int WARM_PARTS = 5;
  private static final int FEWEST_WARM_ROUNDS = 3;
  private static final long MOST_WARM_NANOS = TimeUnit.SECONDS.toNanos(40);

  /** Servers see only after a few writes that a client is gone. */
  private static final int FAREWELLS = 4;

  private final Session session;

  Connects(Session session) {
    this.session = session;
  }

  void run() throws IOException, InterruptedException {
    session.at(Conversation.BEFORE);
    if (!warmUp()) {
      return;
    }
    session.at(Conversation.WARM);
    long start = System.nanoTime();
    boolean isDone = session.open(0, session.load().streams(), "");
    long nanos = System.nanoTime() - start;
    session.at(Conversation.COUNTED);
    if (isDone) {
      session.metrics().putRate("connects", session.load().streams(), nanos);
    }
  }

  private boolean warmUp() throws IOException, InterruptedException {
    long end = System.nanoTime() + MOST_WARM_NANOS;
    for (int i = 0; i < WARM_ROUNDS; i++) {
      if (i >= FEWEST_WARM_ROUNDS && System.nanoTime() > end) {
        return true;
      }
      try (Session warm = session.again()) {
        if (!warm.open(0, session.load().streams() / WARM_PARTS, "")) {
          return false;
        }
      }
      for (int farewell = 0; farewell < FAREWELLS; farewell++) {
        session.publishers().probe(1);
      }
    }
    return true;
  }
}
