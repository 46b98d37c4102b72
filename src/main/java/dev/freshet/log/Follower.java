package dev.freshet.log;

/** Who is told of each new event of a log: in order, one call at a time. Must not block. */
@FunctionalInterface
public interface Follower {
  void logged(LoggedEvent event);
}
