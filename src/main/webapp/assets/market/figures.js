// The chosen symbol in figures: its price, its day, and the values of one candle.
import { showChange } from "./change.js";
import { write } from "../write.js";
import { exact, percent, places, rounded } from "./exact.js";
import { startOf } from "./when.js";

/** The lengths of the averages shown. */
export const AVERAGES = [20, 50];

const NOTHING = "–";
const AVERAGE_DIGITS = 2; // more than the price has

const byId = (id) => document.getElementById(id);
const known = (value, show) => (value === null || value === undefined ? NOTHING : show(value));

/** Shows what the book knows of a symbol. */
export function showSymbol({ symbol, quote, analysis }) {
  write(byId("instrument-title"), symbol);
  if (quote !== null) {
    write(byId("price"), exact(quote.price));
    showChange(byId("change"), quote);
  }
  write(byId("bid"), known(quote?.bid, exact));
  write(byId("ask"), known(quote?.ask, exact));
  for (const name of ["open", "high", "low", "volume"]) {
    write(byId(name), known(analysis?.[name], exact));
  }
  const digits = quote === null ? AVERAGE_DIGITS : places(quote.price) + AVERAGE_DIGITS;
  write(byId("vwap"), known(analysis?.vwap, (mean) => rounded(mean, digits)));
  write(byId("volatility"), known(analysis?.volatility, percent));
}

/** The values of candle `nth`, or of the newest. */
export class Readout {
  #values = new Map();

  constructor(list) {
    for (const value of list.querySelectorAll("[data-value]")) {
      this.#values.set(value.dataset.value, value);
    }
  }

  show({ candles, averages }, nth, length) {
    const place = nth ?? candles.length - 1;
    const candle = candles[place];
    const set = (name, text) => write(this.#values.get(name), text);
    set("start", candle ? startOf(candle, length) : NOTHING);
    for (const name of ["open", "high", "low", "close", "volume"]) {
      set(name, known(candle?.[name], exact));
    }
    const digits = candle ? places(candle.close) + AVERAGE_DIGITS : 0;
    averages.forEach((means, each) => {
      set(`average${AVERAGES[each]}`, known(means[place], (mean) => rounded(mean, digits)));
    });
  }
}
