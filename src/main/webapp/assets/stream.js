// The page's stream: a subscription of all tabs' one stream, whose events of some types the page takes.
import { subscribe } from "./freshet.js";

export class Stream {
  #topics;
  #types;
  #onEvent;
  #onState;
  #options;
  #subscription = null;

  /**
   * `onEvent(data, type)` gets each event of the `types` once, in order; `onState()` is called after each change of
   * state. `from` is the id after which the stream begins. It is opened again after `patience` ms without anything,
   * be it a heartbeat; who expects events all the time may have less than the usual.
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

  /** Asks for something else from now on, after the event `from`. */
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

  /** when the last event came, by this machine's clock; null before the first */
  get heardAt() {
    return this.#subscription?.heardAt ?? null;
  }

  /** when the next try is due; null when none is planned */
  get retryAt() {
    return this.#subscription?.retryAt ?? null;
  }

  /** tries since the last sign of life that ended without a stream */
  get failures() {
    return this.#subscription?.failures ?? 0;
  }

  #heard(type, data) {
    if (this.#types.includes(type)) {
      this.#onEvent(data, type);
    }
  }
}
