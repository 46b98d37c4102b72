// The hub's market API. Numbers in its responses are strings: see exact.js.
import { ask } from "../ask.js";
import { parse } from "./exact.js";

const CANDLES = 300;

export class Api {
  #url;

  constructor(root) {
    this.#url = `${root}api/market`;
  }

  overview() {
    return this.#ask("");
  }

  candles(symbol, interval) {
    const query = new URLSearchParams({ interval, limit: CANDLES });
    return this.#ask(`/${encodeURIComponent(symbol)}/candles?${query}`);
  }

  alert(id) {
    return this.#ask(`/alerts/${encodeURIComponent(id)}`);
  }

  /** `wish` is JSON, so that a threshold is sent as typed. */
  setAlert(wish) {
    return this.#ask("/alerts", { method: "POST", json: wish });
  }

  removeAlert(id) {
    return this.#ask(`/alerts/${encodeURIComponent(id)}`, { method: "DELETE" });
  }

  #ask(path, how = {}) {
    return ask(this.#url + path, { ...how, parse });
  }
}
