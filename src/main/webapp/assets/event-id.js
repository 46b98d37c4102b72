/** Returns whether id `a` comes after id `b`; both are `millis-sequence`, compared as numbers. */
export function isAfter(a, b) {
  const [aMillis, aSequence] = a.split("-").map(Number);
  const [bMillis, bSequence] = b.split("-").map(Number);
  return aMillis === bMillis ? aSequence > bSequence : aMillis > bMillis;
}

/** Returns when an event was logged, in milliseconds, by the clock of the log. */
export const millis = (id) => Number(id.split("-")[0]);
