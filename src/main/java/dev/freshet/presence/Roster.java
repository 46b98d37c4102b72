package dev.freshet.presence;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The active subscriptions of all nodes. Any thread; the next renewal makes up for a failure. */
public interface Roster {
  /** This node was not known any more: it is new, or was taken for dead. */
  long GIVEN_UP = -1;

  /** Notes subscriptions of this node. Does not block. */
  void put(Collection<Presence> entered);

  /** Takes subscriptions of this node back. Does not block. */
  void remove(Collection<Presence> left);

  /**
   * Those of all nodes that are alive. May block.
   *
   * @throws dev.freshet.log.LogUnavailableException when it cannot be read now
   */
  List<Presence> all();

  /**
   * Says that this node is alive. To be called much more often than a node that does not call it
   * counts as alive. Does not block. The stage completes with how many subscriptions of this node
   * are known, after what was put and removed before, or {@link #GIVEN_UP}; it fails with {@link
   * dev.freshet.log.LogUnavailableException}.
   */
  CompletionStage<Long> renew();

  /** Takes these for all that this node has. Does not block. */
  void replace(Collection<Presence> mine);

  /**
   * Gives some of the subscriptions of a node that has died, and forgets them when they are told;
   * to be called by one node only. May block.
   *
   * @return false if there is no such node
   * @throws dev.freshet.log.LogUnavailableException when it cannot be read now
   */
  boolean bury(Told told);

  /** What is done with subscriptions that are over before they are forgotten. */
  interface Told {
    /** May block; what it throws keeps them for the next time. */
    void tell(List<Presence> over);
  }
}
