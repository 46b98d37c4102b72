// The samples of the last hours in ring buffers of numbers; the oldest make room for the newest. NaN means "not known".

/** Samples further apart than this have a gap between them. */
export const GAP_MILLIS = 3000;

/** A few per pixel of the widest graph; more could not be seen. */
export const MOST_ROWS = 4096;

export class Series {
  #capacity;
  #times;
  #columns;
  #end = 0; // samples ever added: sample i is in slot i % capacity
  #start = 0;

  /** The default capacity is twice the longest window, so that a paused graph keeps its samples for an hour. */
  constructor(width, capacity = 7200) {
    this.#capacity = capacity;
    this.#times = new Float64Array(capacity);
    this.#columns = Array.from({ length: width }, () => new Float64Array(capacity));
  }

  get lastTime() {
    return this.#end === this.#start ? null : this.#timeAt(this.#end - 1);
  }

  get firstTime() {
    return this.#end === this.#start ? null : this.#timeAt(this.#start);
  }

  /** Returns a series with the samples of `earlier`, followed by its own. */
  after(earlier) {
    const joined = new Series(this.#columns.length, this.#capacity);
    earlier.#copyTo(joined);
    this.#copyTo(joined);
    return joined;
  }

  #copyTo(other) {
    for (let i = this.#start; i < this.#end; i += 1) {
      const slot = i % this.#capacity;
      other.add(
        this.#times[slot],
        this.#columns.map((column) => column[slot]),
      );
    }
  }

  /** Adds a sample with a time later than the last one. A clock that was set far back starts the series again. */
  add(time, values) {
    const last = this.lastTime;
    if (last !== null && time <= last) {
      if (last - time < GAP_MILLIS) {
        return;
      }
      this.#start = this.#end;
    }
    const slot = this.#end % this.#capacity;
    this.#times[slot] = time;
    this.#columns.forEach((column, place) => {
      column[slot] = Number.isFinite(values[place]) ? values[place] : NaN;
    });
    this.#end += 1;
    this.#start = Math.max(this.#start, this.#end - this.#capacity);
  }

  /**
   * Returns the samples after `from` up to `to`: times, and per column values or null; each gap has a row of nulls. If
   * there are more than MOST_ROWS, groups of neighbours are represented by their lowest and highest values.
   */
  view(from, to) {
    const first = this.#after(from);
    const end = this.#after(to);
    const rows = { times: [], columns: this.#columns.map(() => []) };
    const step = end - first > MOST_ROWS ? Math.ceil((2 * (end - first)) / MOST_ROWS) : 1;
    let begin = first;
    let before = first < end ? this.#timeAt(first) : 0;
    for (let i = first + 1; i <= end; i += 1) {
      const time = i < end ? this.#timeAt(i) : before;
      const isGap = time - before > GAP_MILLIS;
      // Grouped by sample number, so that lines do not flicker; the newest is separate, because it is read as a figure.
      if (isGap || i % step === 0 || i >= end - 1) {
        this.#draw(begin, i, rows);
        begin = i;
      }
      if (isGap) {
        rows.times.push(before + 1);
        rows.columns.forEach((column) => column.push(null));
      }
      before = time;
    }
    return { from, to, ...rows, samples: end - first, isThinned: step > 1 };
  }

  /** Adds the samples from `begin` to before `end`: a single one as it is, several as two rows. */
  #draw(begin, end, { times, columns }) {
    times.push(this.#timeAt(begin));
    if (end - begin === 1) {
      columns.forEach((column, place) => column.push(this.#valueAt(place, begin)));
      return;
    }
    times.push(this.#timeAt(end - 1));
    columns.forEach((column, place) => column.push(...this.#extremes(place, begin, end)));
  }

  /** Returns the lowest and the highest value, in order of occurrence. Avoids lookups in the innermost loop. */
  #extremes(place, begin, end) {
    const column = this.#columns[place];
    const capacity = this.#capacity;
    let [low, high, lowAt, highAt] = [Infinity, -Infinity, begin, begin];
    for (let i = begin, slot = begin % capacity; i < end; i += 1) {
      const value = column[slot];
      if (value < low) {
        low = value;
        lowAt = i;
      }
      if (value > high) {
        high = value;
        highAt = i;
      }
      slot = slot + 1 === capacity ? 0 : slot + 1;
    }
    if (low > high) {
      return [null, null]; // none was known
    }
    return lowAt < highAt ? [low, high] : [high, low];
  }

  /** Returns the newest samples up to `to`, newest first, at most `most`: `{ time, values }`. */
  newest(to, most) {
    const rows = [];
    for (let i = this.#after(to) - 1; i >= this.#start && rows.length < most; i -= 1) {
      rows.push({ time: this.#timeAt(i), values: this.#columns.map((_, place) => this.#valueAt(place, i)) });
    }
    return rows;
  }

  #timeAt(i) {
    return this.#times[i % this.#capacity];
  }

  #valueAt(place, i) {
    const value = this.#columns[place][i % this.#capacity];
    return Number.isNaN(value) ? null : value;
  }

  /** Returns the first sample later than `time`. */
  #after(time) {
    let low = this.#start;
    let high = this.#end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#timeAt(middle) > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
