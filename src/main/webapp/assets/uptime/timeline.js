// When one target was up and when it was down. What lies between two spans nobody knows: then nobody checked.

export const QUARTER = 15 * 60_000;
/** a day of them is shown, the one that goes on among them */
export const QUARTERS = 96;
const MEMORY = 7 * 24 * 3_600_000;

export class Timeline {
  #spans;
  #patience;

  /** `spans` from the oldest; after `patience` ms without a check nothing is known of the time between. */
  constructor(spans, patience) {
    this.#spans = spans;
    this.#patience = patience;
  }

  /** Takes note of a check; one that is known already changes nothing. */
  observe({ time, up, detail }) {
    const last = this.#spans.at(-1);
    if (last !== undefined && time < last.to) {
      return;
    }
    const joins = last !== undefined && time - last.to <= this.#patience;
    if (joins) {
      last.to = time;
    }
    if (!joins || last.up !== up) {
      this.#spans.push({ from: time, to: time, up, detail: up ? "" : detail });
      this.#spans = this.#spans.filter((span) => span.to >= time - MEMORY);
    }
  }

  /** For how many ms between the two times it was up, and for how many it is known whether it was. */
  share(from, to) {
    let up = 0;
    let known = 0;
    for (let i = this.#spans.length - 1; i >= 0 && this.#spans[i].to > from; i -= 1) {
      const span = this.#spans[i];
      const length = Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
      known += length;
      up += span.up ? length : 0;
    }
    return { from, to, up, known };
  }

  /** The quarter-hours of a day up to now, from the oldest, by the clock: each as of {@link share}. */
  quarters(now) {
    const first = (Math.floor(now / QUARTER) - QUARTERS + 1) * QUARTER;
    const all = Array.from({ length: QUARTERS }, (_, nth) => {
      const from = first + nth * QUARTER;
      return { from, to: from + QUARTER, up: 0, known: 0 };
    });
    for (const span of this.#spans) {
      for (let nth = Math.max(0, Math.floor((span.from - first) / QUARTER)); nth < QUARTERS && all[nth].from < span.to; nth += 1) {
        const length = Math.min(span.to, all[nth].to) - Math.max(span.from, all[nth].from);
        all[nth].known += length;
        all[nth].up += span.up ? length : 0;
      }
    }
    return all;
  }

  /** When it was down, from the oldest. What nobody knows between two such times counts as down. */
  incidents() {
    const all = [];
    let current = null;
    for (const span of this.#spans) {
      if (span.up) {
        current = null;
      } else if (current === null) {
        current = { from: span.from, to: span.to, detail: span.detail, ongoing: false };
        all.push(current);
      } else {
        current.to = span.to;
      }
    }
    if (current !== null) {
      current.ongoing = true;
    }
    return all;
  }
}
