// Which way brought which event: what came twice, and what one way brought and another did not.
import { isAfter } from "../event-id.js";

export class Ledger {
  #ways;
  /** from an event's id to the ways that have brought it; what all ways have passed is settled and forgotten */
  #seen = new Map();
  /** the newest event of each way */
  #last = new Map();
  #settled = null;
  #duplicates = new Map();
  #missed = new Map();

  constructor(ways) {
    this.#ways = ways;
  }

  /** All ways begin at one place: what only some of them had seen before is nobody's fault. */
  begin(place) {
    this.#seen.clear();
    this.#last = new Map();
    this.#settled = place;
  }

  /** Whether the event is new by this way. */
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

  /** What all ways have passed, and not all have brought, was missed by the others. */
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
