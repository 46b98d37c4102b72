// Shows the figures as bars, as a table, and in words.
import { numbers } from "../intl.js";
import { text } from "../texts.js";
import { write } from "../write.js";
import { WAYS } from "./race.js";

/** Fewer events are not conclusive. */
const ENOUGH_EVENTS = 5;
const NOTHING = "–";

const byId = (id) => document.getElementById(id);
const whole = numbers({ maximumFractionDigits: 0 });
const fine = numbers({ maximumFractionDigits: 2 });

const count = (value) => whole(value);
const share = (value) => (value === null ? NOTHING : fine(value));
const bytes = (value) =>
  value === null ? NOTHING : value < 10_000 ? `${whole(value)}\u00a0B` : `${whole(value / 1000)}\u00a0kB`;
const millis = (value) => (value === null ? NOTHING : `${whole(value)}\u00a0ms`);

const FORMATS = {
  events: count,
  requests: count,
  requestsPerEvent: share,
  bytes,
  bytesPerEvent: bytes,
  median: millis,
  high: millis,
  duplicates: count,
  missed: count,
  failures: count,
};

/** Shows the figures of a race whose short polls are `interval` ms apart. */
export function show(figures, interval) {
  for (const cell of document.querySelectorAll("[data-figure]")) {
    write(cell, FORMATS[cell.dataset.figure](figures[cell.dataset.way][cell.dataset.figure]));
  }
  document.querySelectorAll("[data-bars]").forEach((group) => drawBars(group, figures));
  const isEnough = figures.push.events >= ENOUGH_EVENTS && figures.short.events > 0 && figures.long.events > 0;
  byId("meaning-wait").hidden = isEnough;
  byId("meaning").hidden = !isEnough;
  if (isEnough) {
    write(byId("means-lag"), text("meansLag", seconds(interval), millis(figures.short.median), millis(figures.long.median), millis(figures.push.median)));
    write(byId("means-requests"), text("meansRequests", ...["push", ...WAYS].map((way, nth) => count(figures[way][nth === 0 ? "events" : "requests"]))));
    write(byId("means-bytes"), text("meansBytes", ...WAYS.map((way) => bytes(figures[way].bytesPerEvent))));
    write(byId("means-choice"), choice(figures, interval));
  }
}

/** Returns the best way to read a feed of this pace. */
function choice({ short, push }, interval) {
  if (short.requestsPerEvent > 1) {
    return text("meansIdle", share(short.requestsPerEvent));
  }
  return short.bytesPerEvent < push.bytesPerEvent ? text("meansBatches", seconds(interval)) : text("meansPush");
}

function drawBars(group, figures) {
  const values = WAYS.map((way) => figures[way][group.dataset.bars] ?? 0);
  const most = Math.max(...values);
  WAYS.forEach((way, nth) => {
    const bar = group.querySelector(`[data-bar=${way}]`);
    const width = most > 0 ? Math.max(0, values[nth] / most) * 100 : 0;
    bar.style.inlineSize = `${width.toFixed(1)}%`;
  });
}

const seconds = (interval) => text("seconds", whole(interval / 1000));
