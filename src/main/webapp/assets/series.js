// The samples of the last hours in rings of numbers; the oldest makes room for the newest. NaN is "not known".

/** Two samples further apart than this have a gap between them. */
export const GAP_MILLIS = 3000;

export class Series {
  #capacity;
  #times;
  #columns;
  #end = 0; // samples ever added: sample i is in slot i % capacity
  #start = 0;

  /** Twice the longest window by default, so that a paused graph keeps its samples for an hour. */
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

  /** A series that has the samples of `earlier`, and then its own. */
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

  /** Takes one sample, of a time later than the last one. A clock set far back starts over. */
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

  /** The samples after `from` up to `to`: times, and per column values or null; a row of nulls stands in each gap. */
  view(from, to) {
    const first = this.#after(from);
    const end = this.#after(to);
    const times = [];
    const columns = this.#columns.map(() => []);
    for (let i = first; i < end; i += 1) {
      const time = this.#timeAt(i);
      if (i > first && time - this.#timeAt(i - 1) > GAP_MILLIS) {
        times.push(this.#timeAt(i - 1) + 1);
        columns.forEach((column) => column.push(null));
      }
      times.push(time);
      columns.forEach((column, place) => column.push(this.#valueAt(place, i)));
    }
    return { from, to, times, columns, samples: end - first };
  }

  /** The newest samples up to `to`, newest first, `most` at most: `{ time, values }`. */
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

  /** The first sample later than `time`. */
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
