// The latest latencies of one target as a line, with the median, and a tick at the bottom where there was no response.
import { text } from "../texts.js";
import { latency } from "./say.js";

const WIDTH = 120;
const HEIGHT = 32;
const PADDING = 3;
/** as many as the hub reports: a new target's line starts at the right end */
const POINTS = 60;
const TICK = 6;

export class Spark {
  #svg;

  constructor(svg) {
    this.#svg = svg;
  }

  draw(name, latencies, median) {
    const known = latencies.filter((millis) => millis !== null);
    const highest = known.reduce((a, b) => Math.max(a, b), 0) || 1;
    const x = (nth) => (((POINTS - latencies.length + nth) / (POINTS - 1)) * WIDTH).toFixed(1);
    const y = (millis) => (HEIGHT - PADDING - (millis / highest) * (HEIGHT - 2 * PADDING)).toFixed(1);
    let line = "";
    let failures = "";
    latencies.forEach((millis, nth) => {
      if (millis === null) {
        failures += `M${x(nth)} ${HEIGHT}v-${TICK}`;
      } else if (nth > 0 && latencies[nth - 1] !== null) {
        line += `L${x(nth)} ${y(millis)}`;
      } else {
        // of zero length: its round ends form a dot, in case the next check has no response
        line += `M${x(nth)} ${y(millis)}h0`;
      }
    });
    this.#svg.querySelector(".line").setAttribute("d", line);
    this.#svg.querySelector(".failures").setAttribute("d", failures);
    this.#svg.querySelector(".median").setAttribute("d", median === null ? "" : `M0 ${y(median)}H${WIDTH}`);
    this.#svg.setAttribute("aria-label", summary(name, known, latencies.length));
  }
}

function summary(name, known, all) {
  if (known.length === 0) {
    return text("sparkEmpty", name);
  }
  const lowest = known.reduce((a, b) => Math.min(a, b));
  const highest = known.reduce((a, b) => Math.max(a, b));
  return text("sparkSummary", name, all, latency(lowest), latency(highest), all - known.length);
}
