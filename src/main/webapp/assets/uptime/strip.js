// The last day of one target as a strip of quarter-hours, and as a table.
import { text } from "../texts.js";
import { condition, duration, moment, quarter, share } from "./say.js";
import { write } from "../write.js";
import { QUARTERS } from "./timeline.js";

const BAR = 0.72;
/** Where bars begin and end, of 28. Bars that are down are longer, so that they can be recognised without colour. */
const TOP = 5;
const BOTTOM = 23;
const HEIGHT = 28;
/** even a short outage must be visible */
const LEAST_DOWN = 0.25;
const GAP = 1.5;

const box = (nth, top, bottom) => `M${nth + (1 - BAR) / 2} ${top}h${BAR}V${bottom}h-${BAR}z`;

const SHAPES = {
  unknown: (nth) => ({ blank: box(nth, 13, 15) }),
  up: (nth) => ({ good: box(nth, TOP, BOTTOM) }),
  down: (nth) => ({ bad: box(nth, 0, HEIGHT) }),
  some: (nth, { up, known }) => {
    const split = TOP + (BOTTOM - TOP) * Math.min(1 - LEAST_DOWN, Math.max(LEAST_DOWN, 1 - up / known));
    return { bad: box(nth, 0, split - GAP / 2), good: box(nth, split + GAP / 2, BOTTOM) };
  },
};

export class Strip {
  #svg;
  #read;
  #region;
  #body;
  #quarters = [];
  /** the quarter-hour under the pointer; null if there is none */
  #pointed = null;

  /** Finds its parts in the card. */
  constructor(card) {
    this.#svg = card.querySelector(".strip svg");
    this.#read = card.querySelector(".strip .read");
    this.#region = card.querySelector(".rows");
    this.#body = this.#region.querySelector("tbody");
    this.#svg.addEventListener("pointermove", (event) => this.#point(event.offsetX / this.#svg.clientWidth));
    this.#svg.addEventListener("pointerdown", (event) => this.#point(event.offsetX / this.#svg.clientWidth));
    this.#svg.addEventListener("pointerleave", () => this.#point(null));
  }

  get isTable() {
    return !this.#region.hidden;
  }

  showTable(shown) {
    this.#region.hidden = !shown;
    this.#writeTable();
  }

  draw(name, quarters, day) {
    this.#quarters = quarters;
    const paths = { good: "", bad: "", blank: "" };
    quarters.forEach((one, nth) => {
      for (const [kind, path] of Object.entries(SHAPES[condition(one)](nth, one))) {
        paths[kind] += path;
      }
    });
    for (const [kind, path] of Object.entries(paths)) {
      set(this.#svg.querySelector(`.${kind}`), "d", path);
    }
    const bad = quarters.filter((one) => one.known > one.up).length;
    set(this.#svg, "aria-label", text("stripSummary", name, share(day), bad));
    this.#writeRead();
    this.#writeTable();
  }

  #point(share) {
    this.#pointed = share === null ? null : Math.min(QUARTERS - 1, Math.max(0, Math.floor(share * QUARTERS)));
    this.#writeRead();
  }

  #writeRead() {
    const one = this.#pointed === null ? undefined : this.#quarters[this.#pointed];
    write(this.#read, one === undefined ? "" : quarter(one));
  }

  /** Writes the table, newest first. */
  #writeTable() {
    if (!this.isTable) {
      return;
    }
    while (this.#body.rows.length < this.#quarters.length) {
      this.#body.append(emptyRow());
    }
    this.#quarters.toReversed().forEach((one, nth) => {
      const { cells } = this.#body.rows[nth];
      write(cells[0], moment(one.from, Date.now()));
      write(cells[1], text(`word.${condition(one)}`));
      write(cells[2], share(one));
      write(cells[3], one.known > one.up ? duration(one.known - one.up) : "–");
    });
  }
}

function emptyRow() {
  const row = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  row.append(head, ...[1, 2, 3].map(() => document.createElement("td")));
  return row;
}

function set(element, name, value) {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}
