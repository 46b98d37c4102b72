// The candles of one symbol and interval: from the API, from the stream since then, and the running one, which is built
// from quotes. Decimals stay strings; the numbers to draw are stored with them.

const MINUTE = 60_000;
const MOST = 500;

/** The intervals of the API, and their lengths. */
export const INTERVALS = new Map([
  ["1m", MINUTE],
  ["5m", 5 * MINUTE],
  ["15m", 15 * MINUTE],
  ["1h", 60 * MINUTE],
  ["1d", 1440 * MINUTE],
]);

export class Candles {
  #length;
  #all = [];
  /** up to when quotes are included in the candles; quotes wait until that is known */
  #until = null;
  #waiting = [];
  #averages = new Map();

  constructor(interval) {
    this.#length = INTERVALS.get(interval);
  }

  /** Whether the history has been loaded. */
  get known() {
    return this.#until !== null;
  }

  /** Replaces everything by the API's response. */
  replace({ candles, until }) {
    this.#all = candles.map(candle);
    this.#until = Number(until);
    const waiting = this.#waiting;
    this.#waiting = [];
    waiting.forEach((quote) => this.add(quote));
    this.#averages.clear();
  }

  /** Makes quotes wait for the API's next response. */
  expect() {
    this.#until = null;
  }

  /** Adds a quote to the running candle, or starts one. */
  add(quote) {
    const time = Number(quote.time);
    if (this.#until === null) {
      this.#waiting.push(quote);
      return;
    }
    const start = Math.floor(time / this.#length) * this.#length;
    const running = this.#all.at(-1);
    if (time <= this.#until || (running && start < running.start)) {
      return;
    }
    if (running?.start === start) {
      this.#all[this.#all.length - 1] = grown(running, quote);
    } else {
      this.#push(begun(start, quote));
    }
    this.#averages.clear();
  }

  /** Sets a finished candle, replacing what was built from quotes. */
  put(told) {
    const finished = candle(told);
    const nth = this.#all.findLastIndex(({ start }) => start <= finished.start);
    if (this.#all[nth]?.start === finished.start) {
      this.#all[nth] = finished;
    } else if (nth === this.#all.length - 1) {
      this.#push(finished);
    }
    this.#averages.clear();
  }

  #push(next) {
    this.#all.push(next);
    if (this.#all.length > MOST) {
      this.#all.shift();
    }
  }

  /** Returns a fixed snapshot of the candles, and of the moving averages with the lengths in `averages`. */
  snapshot(averages) {
    return { candles: [...this.#all], averages: averages.map((many) => this.#average(many)) };
  }

  /** Returns the average at each candle, null where there are too few before it. */
  #average(many) {
    if (!this.#averages.has(many)) {
      this.#averages.set(many, means(this.#all.map(({ at }) => at.close), many));
    }
    return this.#averages.get(many);
  }
}

const drawn = ({ open, high, low, close, volume }) => ({
  open: Number(open),
  high: Number(high),
  low: Number(low),
  close: Number(close),
  volume: Number(volume),
});

const whole = (parts) => ({ ...parts, at: drawn(parts) });

const candle = ({ start, open, high, low, close, volume }) =>
  whole({ start: Number(start), open, high, low, close, volume });

const begun = (start, { price, volume }) =>
  whole({ start, open: price, high: price, low: price, close: price, volume });

function grown(running, { price, volume }) {
  const at = Number(price);
  return whole({
    ...running,
    high: at > running.at.high ? price : running.high,
    low: at < running.at.low ? price : running.low,
    close: price,
    volume: String(BigInt(running.volume) + BigInt(volume)),
  });
}

function means(values, many) {
  let sum = 0;
  return values.map((value, nth) => {
    sum += value - (nth >= many ? values[nth - many] : 0);
    return nth >= many - 1 ? sum / many : null;
  });
}
