package dev.freshet.bench.load;

/** How a stream is read. */
enum Pace {
  /** At once. */
  FAST,
  /** A few bytes at a time, now and then. */
  SLOW,
  /** Not at all, once it is open. */
  STALLED
}
