package dev.freshet.source;

/** A task of the node's clock. Every CDI bean of this type is run once a second. */
public interface EachSecond {
  /** Does what is due. Called by one thread at a time. It must not block. */
  void tick();
}
