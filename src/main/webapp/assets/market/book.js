// The page's knowledge of each symbol: its newest quote, its analysis, and the closes of the last minutes.

const MINUTE = 60_000;
const CLOSES = 30;

export class Book {
  #symbols = new Map();

  get symbols() {
    return [...this.#symbols.keys()].sort();
  }

  /** Returns { symbol, quote, analysis, closes }, the closes as numbers; quote and analysis may be null. */
  of(symbol) {
    return this.#symbols.get(symbol);
  }

  /** Replaces everything known by the API's response. */
  replace(overview) {
    this.#symbols.clear();
    for (const { symbol, quote, analysis, closes } of overview.symbols) {
      const minute = quote ? minuteOf(quote) : 0;
      this.#symbols.set(symbol, { symbol, quote, analysis, closes: closes.map(Number), minute });
    }
  }

  /** Adds a quote; returns whether it is the first of its symbol. A quote older than the newest changes nothing. */
  hear(quote) {
    const isFirst = !this.#symbols.has(quote.symbol);
    if (isFirst) {
      this.#symbols.set(quote.symbol, { symbol: quote.symbol, quote: null, analysis: null, closes: [], minute: 0 });
    }
    const known = this.of(quote.symbol);
    if (known.quote === null || Number(quote.time) >= Number(known.quote.time)) {
      known.quote = quote;
      close(known);
    }
    return isFirst;
  }

  analyse(analysis) {
    const known = this.of(analysis.symbol);
    if (known) {
      known.analysis = analysis;
    }
  }
}

const minuteOf = ({ time }) => Math.floor(Number(time) / MINUTE);

/** Sets the close of the running minute to the newest price. */
function close(known) {
  const minute = minuteOf(known.quote);
  if (minute > known.minute) {
    known.closes.push(0);
    known.minute = minute;
  }
  known.closes[known.closes.length - 1] = Number(known.quote.price);
  if (known.closes.length > CLOSES) {
    known.closes.shift();
  }
}
