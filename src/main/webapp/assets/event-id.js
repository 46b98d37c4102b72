/** Whether id `a` comes after id `b`; both are `millis-sequence`, compared as numbers. */
export function isAfter(a, b) {
  const [aMillis, aSequence] = a.split("-").map(Number);
  const [bMillis, bSequence] = b.split("-").map(Number);
  return aMillis === bMillis ? aSequence > bSequence : aMillis > bMillis;
}
