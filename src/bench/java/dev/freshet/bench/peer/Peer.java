package dev.freshet.bench.peer;

import java.util.Optional;

/** A kind of server that can be measured. */
public interface Peer {
  String name();

  /** Why it cannot be started here; empty if it can. */
  Optional<String> absence();

  /** Starts it, and waits until it answers. The caller closes it. */
  Server start(Setup setup);
}
