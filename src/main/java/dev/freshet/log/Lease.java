package dev.freshet.log;

import org.jspecify.annotations.Nullable;

/** The right to do what one node does for the whole hub. Any thread may ask. */
@FunctionalInterface
public interface Lease {
  /** Of the only node that there is. */
  Lease SOLE = () -> Term.ANY;

  /** The term under which this node holds the lease, or null if it does not. */
  @Nullable Term held();
}
