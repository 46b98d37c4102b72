// The chosen symbol: its candles, from the API and then from the stream, as a chart, a table and figures.
import { recall, remember } from "../store.js";
import { text } from "../texts.js";
import { CandleTable } from "./candle-table.js";
import { Candles, INTERVALS } from "./candles.js";
import { write } from "../write.js";
import { Chart } from "./chart.js";
import { exact } from "./exact.js";
import { AVERAGES, Readout, showSymbol } from "./figures.js";
import { startOf } from "./when.js";

const byId = (id) => document.getElementById(id);

export class Instrument {
  symbol = null;

  #api;
  #changed;
  #interval = "1m";
  #candles = new Candles("1m");
  /** what is drawn: unchanged while the page is paused */
  #shown = { candles: [], averages: [] };
  #chart;
  #table = new CandleTable(byId("candles"));
  #readout = new Readout(byId("readout"));
  /** counts the requests: responses to earlier ones are outdated */
  #asked = 0;
  #failure = "";

  /** `changed()` is called when the topics change. */
  constructor(api, changed) {
    this.#api = api;
    this.#changed = changed;
    this.#chart = new Chart(
      byId("chart"),
      (nth) => this.#readout.show(this.#shown, nth, this.#length),
      (nth) => this.#spoken(nth),
    );
    this.#wire();
  }

  get topics() {
    return [`market/${this.symbol}/analysis`, `market/${this.symbol}/candles/${this.#interval}`];
  }

  get #length() {
    return INTERVALS.get(this.#interval);
  }

  choose(symbol, interval = this.#interval) {
    if (symbol === this.symbol && interval === this.#interval) {
      return;
    }
    this.symbol = symbol;
    this.#interval = interval;
    remember("market.symbol", symbol);
    remember("market.interval", interval);
    this.#candles = new Candles(interval);
    for (const button of this.#choices) {
      button.setAttribute("aria-pressed", button.dataset.interval === interval);
    }
    const name = this.#choices.find((button) => button.dataset.interval === interval).textContent;
    this.#table.begin(this.#length, symbol, name);
    this.#look();
    this.#chart.show({ shown: () => this.#shown, length: this.#length });
    this.#changed();
    this.load();
  }

  /** Loads the candles: initially, and after the stream was interrupted. */
  async load() {
    if (this.symbol === null) {
      return;
    }
    this.#asked += 1;
    const turn = this.#asked;
    this.#candles.expect();
    this.#failure = "";
    byId("candles-retry").hidden = true;
    try {
      const answer = await this.#api.candles(this.symbol, this.#interval);
      if (turn === this.#asked) {
        this.#candles.replace(answer);
      }
    } catch (refusal) {
      if (turn === this.#asked) {
        this.#failure = refusal.status === 0 ? text("noAnswer") : refusal.message;
        byId("candles-retry").hidden = false;
      }
    }
    this.#look();
    this.#chart.draw();
  }

  #look() {
    this.#shown = this.#candles.snapshot(AVERAGES);
    this.#table.show(this.#shown.candles);
    this.explain();
  }

  hear(quote) {
    if (quote.symbol === this.symbol) {
      this.#candles.add(quote);
    }
  }

  finish(candle) {
    if (candle.symbol === this.symbol && candle.interval === this.#interval) {
      this.#candles.put(candle);
    }
  }

  /** Draws what has arrived since. */
  draw(known) {
    showSymbol(known);
    this.#look();
    this.#chart.drawLive();
  }

  restyle() {
    this.#chart.restyle();
  }

  /** Shows why there is no chart, if so, given the state of the stream. */
  explain(state = "live") {
    write(byId("chart-note"), this.#shown.candles.length > 0 ? "" : this.#why(state));
  }

  #why(state) {
    if (this.#failure) {
      return text("failedCandles", this.#failure);
    }
    if (this.#candles.known) {
      return text("noCandles");
    }
    return text(state === "live" || state === "connecting" ? "loadingCandles" : "waitingCandles");
  }

  #spoken(nth) {
    const candle = this.#shown.candles[nth];
    const { open, high, low, close, volume } = candle;
    return text("spokenCandle", startOf(candle, this.#length), ...[open, high, low, close, volume].map(exact));
  }

  get #choices() {
    return [...document.querySelectorAll("[data-interval]")];
  }

  #wire() {
    const remembered = recall("market.interval", this.#interval);
    this.#interval = INTERVALS.has(remembered) ? remembered : this.#interval;
    for (const button of this.#choices) {
      button.addEventListener("click", () => this.choose(this.symbol, button.dataset.interval));
    }
    byId("candles-retry").addEventListener("click", () => this.load());
    const toggle = byId("table-toggle");
    toggle.addEventListener("click", () => {
      this.#table.toggle();
      toggle.setAttribute("aria-pressed", this.#table.shown);
      byId("chart").classList.toggle("covered", this.#table.shown);
    });
  }
}
