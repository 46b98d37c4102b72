// Whose figures the page shows. Every node publishes its own; one is shown, and the others are kept for when it is their turn.
import { Series } from "./series.js";

/** A node that was not heard of for so long gives way to another. */
const SILENCE_MILLIS = 5000;
/** What a node that is gone had is thrown away then, unless it is shown. */
const FORGET_MILLIS = 60_000;

export class Nodes {
  #width;
  #nodes = new Map(); // by name: { series, heardAt }
  #shown = null;
  #now = 0; // by the clock of the log, which is one for all nodes, and goes on in a replay too

  /** `width` is the number of figures of a sample. */
  constructor(width) {
    this.#width = width;
  }

  /** The name of the node that is shown; empty before the first sample. */
  get shown() {
    return this.#shown ?? "";
  }

  /** The samples of the node that is shown. */
  get series() {
    return this.#nodes.get(this.#shown)?.series ?? new Series(this.#width, 1);
  }

  /** The samples of one of the nodes that are alive. */
  seriesOf(name) {
    return this.#nodes.get(name).series;
  }

  /** The names of those that were heard of lately. */
  get alive() {
    return [...this.#nodes.keys()].filter((name) => name === this.#shown || !this.#isSilent(name)).sort();
  }

  /** Takes a sample of a node, published at `now`. True if the page shows something new by it. */
  add(name, now, time, values) {
    this.#now = now;
    const node = this.#nodes.get(name) ?? { series: new Series(this.#width), heardAt: now };
    node.heardAt = now;
    node.series.add(time, values);
    this.#nodes.set(name, node);
    if (this.#shown === null) {
      this.#shown = name;
    } else if (this.#isSilent(this.#shown)) {
      this.#succeed(name);
    }
    this.#forget();
    return name === this.#shown;
  }

  show(name) {
    if (this.#nodes.has(name)) {
      this.#shown = name;
    }
  }

  #isSilent(name) {
    return this.#now - this.#nodes.get(name).heardAt > SILENCE_MILLIS;
  }

  /** A node that began after the other fell silent goes on where that one ended: it may be the same, restarted. */
  #succeed(name) {
    const { series } = this.#nodes.get(this.#shown);
    const successor = this.#nodes.get(name);
    if (series.lastTime < successor.series.firstTime) {
      successor.series = successor.series.after(series);
    }
    this.#shown = name;
  }

  #forget() {
    for (const [name, { heardAt }] of this.#nodes) {
      if (name !== this.#shown && this.#now - heardAt > FORGET_MILLIS) {
        this.#nodes.delete(name);
      }
    }
  }
}

/** Keeps the choices of `select` those of `nodes`, and hides `field` when there is nothing to choose. */
export function showChoice(field, select, nodes) {
  const names = nodes.alive;
  const known = [...select.options].map((option) => option.value);
  if (names.join() !== known.join()) {
    select.replaceChildren(...names.map((name) => new Option(name, name)));
  }
  if (select.value !== nodes.shown) {
    select.value = nodes.shown;
  }
  field.hidden = names.length < 2;
}
