// The candles as a table, newest first: an alternative to the chart.
import { text } from "../texts.js";
import { write } from "../write.js";
import { exact } from "./exact.js";
import { startOf } from "./when.js";

const NAMES = ["open", "high", "low", "close", "volume"];

export class CandleTable {
  #region;
  #body;
  #candles = [];
  #length = 0;

  constructor(region) {
    this.#region = region;
    this.#body = region.querySelector("tbody");
  }

  get shown() {
    return !this.#region.hidden;
  }

  toggle() {
    this.#region.hidden = this.shown;
    this.#write();
  }

  /** Starts another series: its `symbol`, and the name of its interval. */
  begin(length, symbol, interval) {
    this.#candles = [];
    this.#length = length;
    this.#body.replaceChildren();
    this.#region.querySelector("caption").textContent = text("caption", symbol, interval);
  }

  show(candles) {
    this.#candles = candles;
    this.#write();
  }

  /** Writes only rows that are new or have changed, so that readers keep their place. */
  #write() {
    if (!this.shown) {
      return;
    }
    const known = new Map([...this.#body.rows].map((row) => [Number(row.dataset.start), row]));
    let below = null;
    for (const candle of this.#candles) {
      const row = known.get(candle.start) ?? this.#make(candle, below);
      known.delete(candle.start);
      below = row;
      NAMES.forEach((name, nth) => write(row.cells[nth + 1], exact(candle[name])));
    }
    known.forEach((row) => row.remove());
  }

  #make(candle, below) {
    const row = document.createElement("tr");
    row.dataset.start = candle.start;
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = startOf(candle, this.#length);
    row.append(head, ...NAMES.map(() => document.createElement("td")));
    this.#body.insertBefore(row, below);
    return row;
  }
}
