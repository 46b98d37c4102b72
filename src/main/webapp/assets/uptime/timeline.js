// When one target was up or down. Between two spans the state is unknown, because nobody checked.

export const QUARTER = 15 * 60_000;
/** a day of them is shown, including the current one */
export const QUARTERS = 96;
const MEMORY = 7 * 24 * 3_600_000;

export class Timeline {
  #spans;
  #patience;

  /** `spans` are oldest first; after `patience` ms without a check the state in between is unknown. */
  constructor(spans, patience) {
    this.#spans = spans;
    this.#patience = patience;
  }

  /** Records a check; a known one changes nothing. */
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

  /** Returns for how many ms between the two times it was up, and for how many its state is known. */
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

  /**
   * Returns the quarter-hours of a day up to now, oldest first, aligned to the clock: each like the result of {@link
   * share}.
   */
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

  /** Returns when it was down, oldest first. Unknown time between two such spans counts as down. */
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
