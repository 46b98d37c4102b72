// An alert's condition, state and firing, in words.
import { secondOf } from "../intl.js";
import { text } from "../texts.js";
import { exact, signed } from "./exact.js";
import { momentOf } from "./when.js";

const HOUR = 3600;
const ENDS = { above: "Above", below: "Below", change: "Change" };

function sentence(key, { symbol, kind, threshold, window }) {
  const value = kind === "change" ? `${signed(threshold)}\u00a0%` : exact(threshold);
  return text(key + ENDS[kind], symbol, value, kind === "change" ? span(Number(window)) : "");
}

const span = (seconds) =>
  seconds % HOUR === 0 ? text("hours", seconds / HOUR) : text("minutes", Math.round(seconds / 60));

/** ACME rises to 185.00 */
export const what = (alert) => sentence("alert", alert);

/** ACME has risen to 185.00 */
export const fired = (firing) => sentence("fired", firing);

export const firedAt = ({ price, time }) => text("firedAt", exact(price), secondOf(Number(time)));

/** Watching, waiting, or how often it has fired */
export function how({ fired: times, firedAt: last, armed }) {
  if (last === null) {
    return text(armed ? "watching" : "waitingBack");
  }
  const moment = momentOf(Number(last));
  return Number(times) > 1 ? text("firedTimes", times, moment) : text("firedOnce", moment);
}
