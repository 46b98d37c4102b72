// The page's stream: a subscription on the stream shared by all tabs, filtered by event type.
import { subscribe } from "./freshet.js";

export class Stream {
  #topics;
  #types;
  #onEvent;
  #onState;
  #options;
  #subscription = null;

  /**
   * `onEvent(data, type)` receives each event of the `types` once, in order; `onState()` is called after each change of
   * state. `from` is the id after which the stream begins. It is reopened after `patience` ms without any data,
   * heartbeats included; pages that expect events all the time may use less than the default.
   */
  constructor(topics, types, onEvent, onState, { from = "earliest", patience } = {}) {
    this.#topics = topics;
    this.#types = types;
    this.#onEvent = onEvent;
    this.#onState = onState;
    this.#options = { from, patience, as: document.body.dataset.admin };
  }

  start() {
    this.#subscription = subscribe(this.#topics, ({ type, data }) => this.#heard(type, data), {
      ...this.#options,
      onState: this.#onState,
    });
    this.#onState();
  }

  /** Changes the topics, starting after the event `from`. */
  move(topics, from) {
    this.#subscription.move(topics, from);
  }

  /** connecting, live, reconnecting or offline */
  get state() {
    return this.#subscription?.state ?? "connecting";
  }

  /** the id of the last event */
  get lastId() {
    return this.#subscription?.lastEventId ?? "";
  }

  /** when the last event arrived, by this machine's clock; null before the first */
  get heardAt() {
    return this.#subscription?.heardAt ?? null;
  }

  /** when the next attempt is due; null if none is planned */
  get retryAt() {
    return this.#subscription?.retryAt ?? null;
  }

  /** failed attempts since the last sign of life */
  get failures() {
    return this.#subscription?.failures ?? 0;
  }

  #heard(type, data) {
    if (this.#types.includes(type)) {
      this.#onEvent(data, type);
    }
  }
}
