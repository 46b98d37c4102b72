package dev.freshet.bench.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Opens streams that get no event, first a few and then all, and has them last. */
final class Idle {
  /** So many make the server load what it needs for a stream at all. */
  private static final int BASE = 200;

  /** After that a server has let go of what it needed to begin a stream. */
  private static final int LASTING_SECONDS = 15;

  private final Session session;

  Idle(Session session) {
    this.session = session;
  }

  void run() throws IOException, InterruptedException {
    session.at(Conversation.BEFORE);
    if (!session.open(0, BASE, "")) {
      return;
    }
    TimeUnit.SECONDS.sleep(LASTING_SECONDS);
    session.at(Conversation.BASE);
    int streams = session.load().streams();
    if (!session.open(BASE, BASE + streams, "")) {
      return;
    }
    TimeUnit.SECONDS.sleep(LASTING_SECONDS);
    session.at(Conversation.OPENED);
    session.metrics().put("idleStreams", streams);
  }
}
