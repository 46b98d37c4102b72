// The chosen symbol in figures: its price, its day, and the values of one candle.
import { showChange, write } from "./change.js";
import { exact, percent, places, rounded } from "./exact.js";
import { startOf } from "./when.js";

const NOTHING = "–";
const AVERAGE_DIGITS = 2; // more than the price has

const byId = (id) => document.getElementById(id);
const known = (value, show) => (value === null || value === undefined ? NOTHING : show(value));

/** What is known of a symbol in the book. */
export function showSymbol({ symbol, quote, analysis }) {
  write(byId("instrument-title"), symbol);
  if (quote !== null) {
    write(byId("price"), exact(quote.price));
    showChange(byId("change"), quote);
  }
  write(byId("bid"), known(quote?.bid, exact));
  write(byId("ask"), known(quote?.ask, exact));
  for (const name of ["open", "high", "low", "volume", "vwap"]) {
    write(byId(name), known(analysis?.[name], exact));
  }
  write(byId("volatility"), known(analysis?.volatility, percent));
}

/** The values of the candle `nth`, or of the newest. */
export class Readout {
  #values = new Map();

  constructor(list) {
    for (const value of list.querySelectorAll("[data-value]")) {
      this.#values.set(value.dataset.value, value);
    }
  }

  show(candles, nth, length) {
    const place = nth ?? candles.all.length - 1;
    const candle = candles.all[place];
    const set = (name, text) => write(this.#values.get(name), text);
    set("start", candle ? startOf(candle, length) : NOTHING);
    for (const name of ["open", "high", "low", "close", "volume"]) {
      set(name, known(candle?.[name], exact));
    }
    for (const many of [20, 50]) {
      const digits = candle ? places(candle.close) + AVERAGE_DIGITS : 0;
      set(`average${many}`, known(candles.average(many)[place], (mean) => rounded(mean, digits)));
    }
  }
}
