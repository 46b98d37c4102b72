// Times of schedules as people read them, in the visitor's zone and language.
import { language, text } from "../texts.js";

// English as most of the world writes it: the day before the month, and 24 hours.
const locale = language === "en" ? "en-GB" : language;
const DAY = 24 * 60 * 60 * 1000;
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" });
const year = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "always", style: "short" });
const whole = new Intl.NumberFormat(locale);
const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
const UNITS = [
  ["second", 1000, 120],
  ["minute", 60_000, 120],
  ["hour", 3_600_000, 48],
  ["day", DAY, 1000],
  ["year", 365 * DAY, Infinity],
];

/** With the day if it is not today's, with the year if that is not near. */
export function moment(instant, now = Date.now()) {
  const at = Date.parse(instant);
  const away = Math.abs(at - now);
  if (away < DAY && new Date(at).getDate() === new Date(now).getDate()) {
    return clock.format(at);
  }
  return text("dayAndTime", (away < 180 * DAY ? day : year).format(at), clock.format(at));
}

/** "12:00:05 (in 5 sec)". */
export const momentAndDistance = (instant) => text("momentAndDistance", moment(instant), distance(instant));

/** How many. */
export const count = (number) => whole.format(number);

/** "in 5 min" or "3 sec ago". */
export function distance(instant, now = Date.now()) {
  const away = Date.parse(instant) - now;
  const [unit, length] = UNITS.find(([, millis, most]) => Math.abs(away) < millis * most);
  return relative.format(Math.round(away / length), unit);
}

/** What a trigger says, in few words. */
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
  const named = parts.slice(1).flatMap((value, nth) => (value === undefined ? [] : [`${decimal.format(Number(value))}\u00a0${units[nth]}`]));
  return named.join(" ") || `0\u00a0${units[3]}`;
}
