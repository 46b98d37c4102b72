// Times of schedules as people read them, in the visitor's zone.

const DAY = 24 * 60 * 60 * 1000;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });
const year = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" });
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
  return `${(away < 180 * DAY ? day : year).format(at)}, ${clock.format(at)}`;
}

/** "in 5 min" or "3 sec ago". */
export function distance(instant, now = Date.now()) {
  const away = Date.parse(instant) - now;
  const [unit, length] = UNITS.find(([, millis, most]) => Math.abs(away) < millis * most);
  return relative.format(Math.round(away / length), unit);
}

/** What a trigger says, in few words. */
export function due({ interval, cron, zone, date }) {
  if (interval) {
    return `every ${words(interval)}`;
  }
  return cron ? `${cron} (${zone})` : `once, ${moment(date)}`;
}

/** PT1H30M as 1 h 30 min. */
export function words(iso) {
  const parts = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso);
  if (!parts) {
    return iso;
  }
  const units = ["d", "h", "min", "s"];
  const named = parts.slice(1).flatMap((value, nth) => (value === undefined ? [] : [`${Number(value)}\u00a0${units[nth]}`]));
  return named.join(" ") || "0\u00a0s";
}
