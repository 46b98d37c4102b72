// Times, shares and durations for the visitor.
import { dates, minuteOf, numbers } from "../intl.js";
import { text } from "../texts.js";

/** below this, a latency has one decimal; what rounds to 10 has none */
const TENTHS = 9.95;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [
  ["day", DAY],
  ["hour", HOUR],
  ["minute", MINUTE],
  ["second", 1000],
];

const day = dates({ day: "numeric", month: "short" });
const shares = numbers({ style: "percent", maximumFractionDigits: 2 });
const whole = numbers({ maximumFractionDigits: 0 });
const fine = numbers({ maximumFractionDigits: 1, minimumFractionDigits: 1 });
const durations = Object.fromEntries(
  UNITS.map(([unit]) => [unit, numbers({ style: "unit", unit, unitDisplay: "short" })]),
);

export const count = whole;

/** Includes the day unless it is today. */
export function moment(millis, now) {
  const isToday = new Date(millis).toDateString() === new Date(now).toDateString();
  return isToday ? minuteOf(millis) : `${day(millis)}, ${minuteOf(millis)}`;
}

/** Rounded down: a target that was down for a second was not up all the time. */
export const share = ({ up, known }) => (known === 0 ? "–" : shares(Math.floor((up / known) * 10_000) / 10_000));

/** The two largest units: 2 hr 5 min. */
export function duration(millis) {
  const first = UNITS.findIndex(([, length]) => millis >= length);
  if (first < 0) {
    return durations.second(0);
  }
  let rest = millis;
  const parts = UNITS.slice(first, first + 2).map(([unit, length]) => {
    const many = Math.floor(rest / length);
    rest -= many * length;
    return many > 0 ? durations[unit](many) : "";
  });
  return parts.filter(Boolean).join(" ").replaceAll(" ", "\u00a0");
}

/** Formats an ongoing duration: in whole minutes after the first, so that it does not change all the time. */
export const age = (millis) => duration(millis < MINUTE ? millis : millis - (millis % MINUTE));

export const latency = (millis) =>
  millis === null ? "–" : `${millis < TENTHS ? fine(millis) : whole(millis)}\u00a0ms`;

/** Returns the state of a quarter-hour: up, down, some or unknown. */
export function condition({ up, known }) {
  return known === 0 ? "unknown" : up === known ? "up" : up === 0 ? "down" : "some";
}

/** Describes a quarter-hour in one line. */
export function quarter(one) {
  const span = `${minuteOf(one.from)}\u2013${minuteOf(one.to)}`;
  const word = text(`quarter.${condition(one)}`, duration(one.known - one.up));
  return `${span}: ${word}`;
}
