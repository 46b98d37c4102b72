// A change as it is shown: an arrow, a sign and a colour, each of which is sufficient alone.
import { signed, signedPercent } from "./exact.js";
import { write } from "../write.js";

const ARROWS = { up: "▲", down: "▼", same: "■" };

/** up, down or same */
export const wayOf = (change) => (Number(change) > 0 ? "up" : Number(change) < 0 ? "down" : "same");

/** Writes a quote's change, in per cent and as a price, into an element with a place for each. */
export function showChange(element, { change, changePercent }) {
  const way = wayOf(change);
  element.dataset.way = way;
  write(element.firstElementChild, `${ARROWS[way]}\u00a0${signedPercent(changePercent)}`);
  write(element.lastElementChild, signed(change));
}
