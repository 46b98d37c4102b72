// Times as people read them: in the language of the page, in the visitor's zone.
import { language } from "../texts.js";

const DAY = 86_400_000;

const format = (options) => {
  const formatter = new Intl.DateTimeFormat(language, options);
  return (time) => formatter.format(time);
};

export const timeOf = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const dayOf = format({ day: "numeric", month: "short" });
export const secondOf = format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
export const momentOf = format({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dateOf = format({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** When a candle begins. Days are those of UTC, and so are their names. */
export const startOf = (candle, length) => (length >= DAY ? dateOf : momentOf)(candle.start);
