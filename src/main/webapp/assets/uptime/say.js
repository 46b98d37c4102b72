// Times, shares and durations as the visitor reads them.
import { language, text } from "../texts.js";

/** below, a latency has a digit after the point; what rounds to 10 has none */
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

const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const seconds = new Intl.DateTimeFormat(language, { timeStyle: "medium", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
const shares = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const durations = Object.fromEntries(
  UNITS.map(([unit]) => [unit, new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "short" })]),
);

export const time = (millis) => clock.format(millis);
export const exactTime = (millis) => seconds.format(millis);
export const count = (number) => whole.format(number);

/** With the day if it is not today's. */
export function moment(millis, now) {
  const isToday = new Date(millis).toDateString() === new Date(now).toDateString();
  return isToday ? time(millis) : `${day.format(millis)}, ${time(millis)}`;
}

/** Rounded down: what was down for a second was not up all the time. */
export const share = ({ up, known }) => (known === 0 ? "–" : shares.format(Math.floor((up / known) * 10_000) / 10_000));

/** The two largest units: 2 hr 5 min. */
export function duration(millis) {
  const first = UNITS.findIndex(([, length]) => millis >= length);
  if (first < 0) {
    return durations.second.format(0);
  }
  let rest = millis;
  const parts = UNITS.slice(first, first + 2).map(([unit, length]) => {
    const many = Math.floor(rest / length);
    rest -= many * length;
    return many > 0 ? durations[unit].format(many) : "";
  });
  return parts.filter(Boolean).join(" ").replaceAll(" ", "\u00a0");
}

/** How long something goes on: in minutes, lest it change all the time, but for the first. */
export const age = (millis) => duration(millis < MINUTE ? millis : millis - (millis % MINUTE));

export const latency = (millis) =>
  millis === null ? "–" : `${millis < TENTHS ? fine.format(millis) : whole.format(millis)}\u00a0ms`;

/** What is known of a quarter-hour: up, down, some or unknown. */
export function condition({ up, known }) {
  return known === 0 ? "unknown" : up === known ? "up" : up === 0 ? "down" : "some";
}

/** A quarter-hour in a line. */
export function quarter(one) {
  const span = `${time(one.from)}\u2013${time(one.to)}`;
  const word = text(`quarter.${condition(one)}`, duration(one.known - one.up));
  return `${span}: ${word}`;
}
