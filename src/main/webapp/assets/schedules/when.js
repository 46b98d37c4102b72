// Times of schedules for people, in the visitor's zone and language.
import { dates, distances, numbers, secondOf } from "../intl.js";
import { text } from "../texts.js";

const DAY = 24 * 60 * 60 * 1000;
const day = dates({ weekday: "short", day: "numeric", month: "short" });
const year = dates({ day: "numeric", month: "short", year: "numeric" });
const relative = distances({ numeric: "always", style: "short" });
const decimal = numbers({ maximumFractionDigits: 3 });
const UNITS = [
  ["second", 1000, 120],
  ["minute", 60_000, 120],
  ["hour", 3_600_000, 48],
  ["day", DAY, 1000],
  ["year", 365 * DAY, Infinity],
];

/** Includes the day unless it is today, and the year unless it is near. */
export function moment(instant, now = Date.now()) {
  const at = Date.parse(instant);
  const away = Math.abs(at - now);
  if (away < DAY && new Date(at).getDate() === new Date(now).getDate()) {
    return secondOf(at);
  }
  return text("dayAndTime", (away < 180 * DAY ? day : year)(at), secondOf(at));
}

/** "12:00:05 (in 5 sec)". */
export const momentAndDistance = (instant) => text("momentAndDistance", moment(instant), distance(instant));

/** Formats a count. */
export const count = numbers();

/** "in 5 min" or "3 sec ago". */
export function distance(instant, now = Date.now()) {
  const away = Date.parse(instant) - now;
  const [unit, length] = UNITS.find(([, millis, most]) => Math.abs(away) < millis * most);
  return relative(Math.round(away / length), unit);
}

/** Returns a trigger in few words. */
export function due({ interval, cron, zone, date }) {
  if (interval) {
    return text("every", words(interval));
  }
  return cron ? text("cronIn", cron, zone) : text("once", moment(date));
}

/** PT1H30M as 1 h 30 min. */
export function words(iso) {
  const parts = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso);
  if (!parts) {
    return iso;
  }
  const units = ["d", "h", "min", "s"].map((unit) => text(`unit.${unit}`));
  const named = parts.slice(1).flatMap((value, nth) => (value === undefined ? [] : [`${decimal(Number(value))}\u00a0${units[nth]}`]));
  return named.join(" ") || `0\u00a0${units[3]}`;
}
