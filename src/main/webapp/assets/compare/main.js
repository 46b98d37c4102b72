// Sets up the comparison: a race of three ways, which stops when nobody looks or it has run long enough.
import { paced } from "../pace.js";
import { furnish } from "../page.js";
import { text } from "../texts.js";
import { write } from "../write.js";
import { Race, weighAll } from "./race.js";
import { show } from "./view.js";

const DRAW_MILLIS = 500;
const LONGEST_RUN_MILLIS = 10 * 60_000;
const TROUBLE_MILLIS = 3_000;
const DETAILS = { connecting: "opening", live: "endsBySelf", reconnecting: "tryingAgain", offline: "whenOnline" };

const byId = (id) => document.getElementById(id);
const hub = `${document.body.dataset.root}.well-known/mercure`;

let race;
let abort = new AbortController();
/** why it is stopped: paused, hidden or over; null while it runs */
let stopped = null;
let isUnderWay = false;
/** whether the last attempt to start failed */
let hasFailed = false;
let limit = 0;

const draw = paced(() => {
  show(race.figures(), interval());
  showState();
}, DRAW_MILLIS);

const interval = () => Number(byId("interval").value) * 1000;

function reset() {
  race?.stop();
  race = new Race(hub, byId("feed").value, interval(), draw);
  if (stopped === "over") {
    stopped = null;
  }
  run();
  draw();
}

/** Runs the race unless it is stopped. */
async function run() {
  halt();
  if (stopped !== null) {
    return;
  }
  const { signal } = abort;
  limit = setTimeout(() => stop("over"), LONGEST_RUN_MILLIS);
  while (!signal.aborted && !isUnderWay) {
    try {
      await race.start(signal);
      if (signal.aborted) {
        return;
      }
      isUnderWay = true;
      hasFailed = false;
    } catch {
      if (signal.aborted) {
        return;
      }
      hasFailed = true;
      draw();
      await new Promise((resolve) => setTimeout(resolve, TROUBLE_MILLIS));
    }
  }
  showState();
}

function halt() {
  abort.abort();
  abort = new AbortController();
  clearTimeout(limit);
  race.stop();
  isUnderWay = false;
  hasFailed = false;
}

function stop(reason) {
  stopped = reason;
  halt();
  draw();
}

function resume() {
  stopped = null;
  run();
  draw();
}

function state() {
  if (stopped !== null) {
    return stopped === "paused" ? "paused" : "stopped";
  }
  if (!navigator.onLine) {
    return "offline";
  }
  if (hasFailed || !race.isWell) {
    return "reconnecting";
  }
  return isUnderWay ? "live" : "connecting";
}

function showState() {
  const now = state();
  if (byId("state").dataset.state !== now) {
    byId("state").dataset.state = now;
    byId("state-word").textContent = text(now);
  }
  byId("trouble").hidden = now !== "reconnecting";
  write(byId("state-detail"), text(stopped === null ? DETAILS[now] : `because.${stopped}`));
  write(byId("pause"), text(stopped === null ? "pause" : "resume"));
}

furnish();
weighAll(() => race);
byId("pause").addEventListener("click", () => (stopped === null ? stop("paused") : resume()));
byId("reset").addEventListener("click", reset);
byId("feed").addEventListener("change", reset);
byId("interval").addEventListener("change", reset);
document.addEventListener("visibilitychange", () => {
  if (document.hidden && stopped === null) {
    stop("hidden");
  } else if (!document.hidden && stopped === "hidden") {
    resume();
  }
});
for (const event of ["online", "offline"]) {
  addEventListener(event, draw);
}
// Redraw even without events: requests and failures change too.
setInterval(() => stopped === null && draw(), 1000);
reset();
