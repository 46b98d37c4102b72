// The nodes whose figures the page can show. Every node publishes its own; one is shown, and the others are kept in
// case they are chosen.
import { Series } from "./series.js";

/** A node that has been silent for this long is replaced by another. */
const SILENCE_MILLIS = 5000;
/** How long the samples of a node that is gone are kept, unless it is shown. */
const FORGET_MILLIS = 60_000;

export class Nodes {
  #width;
  #nodes = new Map(); // by name: { series, heardAt }
  #shown = null;
  #now = 0; // by the clock of the log, which is the same for all nodes, and also advances in a replay

  /** `width` is the number of figures per sample. */
  constructor(width) {
    this.#width = width;
  }

  /** Returns the name of the node shown; empty before the first sample. */
  get shown() {
    return this.#shown ?? "";
  }

  /** Returns the samples of the node shown. */
  get series() {
    return this.#nodes.get(this.#shown)?.series ?? new Series(this.#width, 1);
  }

  /** Returns the samples of a live node. */
  seriesOf(name) {
    return this.#nodes.get(name).series;
  }

  /** Returns the names of nodes that were heard recently. */
  get alive() {
    return [...this.#nodes.keys()].filter((name) => name === this.#shown || !this.#isSilent(name)).sort();
  }

  /** Adds a sample of a node, published at `now`. Returns true if it changes what the page shows. */
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

  /**
   * Shows a successor. If it started after the other node fell silent, its series continues that one's: it may be the
   * same node, restarted.
   */
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

/** Updates the options of `select` to `nodes`, and hides `field` when there is nothing to choose. */
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
