package dev.freshet.log;

import org.jspecify.annotations.Nullable;

/** The right to do the work that one node does for the whole hub. Any thread may call it. */
@FunctionalInterface
public interface Lease {
  /** The lease of a hub with only one node, which always holds it. */
  Lease SOLE = () -> Term.ANY;

  /** The term under which this node holds the lease, or null if it does not. */
  @Nullable Term held();
}
