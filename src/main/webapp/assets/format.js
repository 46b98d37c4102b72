// Numbers and times for people. A no-break space separates the number from its unit.

import { decimal } from "./intl.js";
import { text } from "./texts.js";

const SPACE = "\u00a0";
const NOTHING = text("notKnown");

export const number = (value, digits) => (value === null ? NOTHING : decimal(value, digits));

/** A formatter for values with one fixed unit. */
export const fixed = (unit, digits, factor = 1) => (value) =>
  value === null ? NOTHING : number(value * factor, digits) + (unit && SPACE + unit);

/** A formatter that picks the unit by size. */
const stepped = (step, units) => (value) => {
  if (value === null) {
    return NOTHING;
  }
  let unit = 0;
  let rest = value;
  while (Math.abs(rest) >= step && unit < units.length - 1) {
    rest /= step;
    unit += 1;
  }
  const digits = unit === 0 || rest >= 100 || Number.isInteger(rest) ? 0 : 1;
  return number(rest, digits) + SPACE + units[unit];
};

export const binaryBytes = stepped(1024, ["B", "KiB", "MiB", "GiB", "TiB"]);
export const bytesPerSecond = stepped(1000, ["B/s", "kB/s", "MB/s", "GB/s"]);
export const percent = fixed("%", 1, 100);
export const wholePercent = fixed("%", 0, 100);
export const millis = fixed("ms", 0);
/** About three digits, whatever the size: deliveries take microseconds or seconds. */
export const latency = (value) => fixed("ms", value === null || value < 10 ? 2 : value < 100 ? 1 : 0)(value);
export const latencyTick = (value) => fixed("ms", Number.isInteger(value) ? 0 : 2)(value);
export const perSecond = fixed("/s", 1);
export const hundredths = fixed("", 2);
export const count = fixed("", 0);
