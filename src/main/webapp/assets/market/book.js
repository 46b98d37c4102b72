// What the page knows of each symbol: its newest quote, what is reckoned at it, and the closes of the last minutes.

const MINUTE = 60_000;
const CLOSES = 30;

export class Book {
  #symbols = new Map();

  get symbols() {
    return [...this.#symbols.keys()].sort();
  }

  /** { symbol, quote, analysis, closes }, the closes as numbers; quote and analysis may be null. */
  of(symbol) {
    return this.#symbols.get(symbol);
  }

  /** What the API told takes the place of all that was known. */
  replace(overview) {
    this.#symbols.clear();
    for (const { symbol, quote, analysis, closes } of overview.symbols) {
      const minute = quote ? minuteOf(quote) : 0;
      this.#symbols.set(symbol, { symbol, quote, analysis, closes: closes.map(Number), minute });
    }
  }

  /** Whether it is the first of its symbol. One that is older than the newest changes nothing. */
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

/** The running minute ends with the newest price. */
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
