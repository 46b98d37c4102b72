package dev.freshet.bench.load;

import java.io.IOException;

/** Opens streams that get no event, first a few and then all. */
final class Idle {
  /** So many make the server load what it needs for a stream at all. */
  private static final int BASE = 200;

  private final Session session;

  Idle(Session session) {
    this.session = session;
  }

  void run() throws IOException, InterruptedException {
    session.at(Conversation.BEFORE);
    if (!session.open(0, BASE, "")) {
      return;
    }
    session.at(Conversation.BASE);
    int streams = session.load().streams();
    if (!session.open(BASE, BASE + streams, "")) {
      return;
    }
    session.at(Conversation.OPENED);
    session.metrics().put("idleStreams", streams);
  }
}
