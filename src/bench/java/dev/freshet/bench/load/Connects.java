package dev.freshet.bench.load;

import java.io.IOException;

/** Opens streams as fast as the server lets it, a few at a time. */
final class Connects {
  /** So many before, which do not count, in parts of the number that counts. */
  private static final int WARM_ROUNDS = 3;

  private final Session session;

  Connects(Session session) {
    this.session = session;
  }

  void run() throws IOException, InterruptedException {
    session.at(Conversation.BEFORE);
    for (int i = 0; i < WARM_ROUNDS; i++) {
      try (Session warm = session.again()) {
        if (!warm.open(0, session.load().streams() / 2, "")) {
          return;
        }
      }
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
}
