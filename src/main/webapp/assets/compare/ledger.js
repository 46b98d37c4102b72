// Which way delivered which event: what arrived twice, and what one way delivered and another did not.
import { isAfter } from "../event-id.js";

export class Ledger {
  #ways;
  /** from an event's id to the ways that have delivered it; what all ways have passed is settled and dropped */
  #seen = new Map();
  /** the newest event of each way */
  #last = new Map();
  #settled = null;
  #duplicates = new Map();
  #missed = new Map();

  constructor(ways) {
    this.#ways = ways;
  }

  /** All ways begin at one position: events before it that only some have seen do not count. */
  begin(place) {
    this.#seen.clear();
    this.#last = new Map();
    this.#settled = place;
  }

  /** Returns whether the event is new by this way. */
  take(way, id) {
    const bringers = this.#seen.get(id) ?? new Set();
    const isKnown = this.#settled !== null && !isAfter(id, this.#settled);
    if (isKnown || bringers.has(way)) {
      this.#duplicates.set(way, this.duplicates(way) + 1);
      return false;
    }
    this.#seen.set(id, bringers.add(way));
    this.#last.set(way, id);
    return true;
  }

  /** Counts events that all ways have passed but not all have delivered as missed by the others. */
  settle() {
    if (this.#last.size < this.#ways.length) {
      return;
    }
    const floor = [...this.#last.values()].reduce((least, id) => (isAfter(least, id) ? id : least));
    for (const [id, bringers] of this.#seen) {
      if (isAfter(id, floor)) {
        continue;
      }
      for (const way of this.#ways.filter((other) => !bringers.has(other))) {
        this.#missed.set(way, this.missed(way) + 1);
      }
      this.#seen.delete(id);
    }
    this.#settled = floor;
  }

  duplicates = (way) => this.#duplicates.get(way) ?? 0;
  missed = (way) => this.#missed.get(way) ?? 0;
}
