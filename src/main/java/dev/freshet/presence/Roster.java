package dev.freshet.presence;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The active subscriptions of all nodes. Any thread; the next renewal repairs failed calls. */
public interface Roster {
  /** Returned by {@link #renew} if this node is not known: it is new, or was taken for dead. */
  long GIVEN_UP = -1;

  /** Adds subscriptions of this node. Does not block. */
  void put(Collection<Presence> entered);

  /** Removes subscriptions of this node. Does not block. */
  void remove(Collection<Presence> left);

  /**
   * Returns the subscriptions of all live nodes. May block.
   *
   * @throws dev.freshet.log.LogUnavailableException if it cannot be read now
   */
  List<Presence> all();

  /**
   * Reports that this node is alive. Must be called at intervals much shorter than the time after
   * which a silent node counts as dead. Does not block. The stage completes with the number of this
   * node's known subscriptions, after all earlier puts and removals, or {@link #GIVEN_UP}; it may
   * fail with {@link dev.freshet.log.LogUnavailableException}.
   */
  CompletionStage<Long> renew();

  /** Replaces all subscriptions of this node. Does not block. */
  void replace(Collection<Presence> mine);

  /**
   * Passes some subscriptions of a dead node to {@code told}, and removes them once it returns.
   * Must be called by one node only. May block.
   *
   * @return false if there is no dead node
   * @throws dev.freshet.log.LogUnavailableException if it cannot be read now
   */
  boolean bury(Told told);

  /** Announces subscriptions that are over before they are removed. */
  interface Told {
    /** Announces them. May block. If it throws, they are kept for the next time. */
    void tell(List<Presence> over);
  }
}
