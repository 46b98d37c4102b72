// Times for people: in the language of the page and the visitor's zone.
import { dates } from "../intl.js";

const DAY = 86_400_000;

export const dayOf = dates({ day: "numeric", month: "short" });
export const momentOf = dates({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dateOf = dates({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** Returns when a candle begins. Days are UTC days, and so are their names. */
export const startOf = (candle, length) => (length >= DAY ? dateOf : momentOf)(candle.start);
