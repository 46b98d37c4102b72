// The one EventSource of the page. The browser re-connects by itself after a dropped connection; this does what the
// browser does not: it tries again after an answer that was no stream, and after silence.
import { isAfter } from "./event-id.js";

const SILENCE_MILLIS = 20_000;
const FIRST_WAIT_MILLIS = 1_000;
const LONGEST_WAIT_MILLIS = 30_000;

export class Stream {
  /** connecting, live, reconnecting or offline */
  state = "connecting";
  lastId = "";
  /** when the last event came, by this machine's clock; null before the first */
  heardAt = null;
  /** when the next try is due; null when none is planned here */
  retryAt = null;
  /** tries since the last event that ended without a stream */
  failures = 0;
  /** those of them after which the browser gave up */
  #refusals = 0;

  #url;
  #types;
  #onEvent;
  #onState;
  #source = null;
  #openedAt = 0;
  #timer = 0;
  #silent = false; // given up for silence: an open stream alone is no proof of life then
  #from;
  #patience;

  /**
   * `onEvent(data, type)` gets each event of the `types` once, in order; `onState()` is called after each change of
   * state. `from` is the id after which the first stream begins. A stream on which something comes all the time is
   * opened again after `patience` ms of silence; of one that may be quiet, the patience is Infinity.
   */
  constructor(url, types, onEvent, onState, { from = "earliest", patience = SILENCE_MILLIS } = {}) {
    this.#url = url;
    this.#types = types;
    this.#onEvent = onEvent;
    this.#onState = onState;
    this.#from = from;
    this.#patience = patience;
  }

  start() {
    addEventListener("online", () => this.state !== "live" && this.#open());
    addEventListener("offline", () => this.#become("offline"));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && this.#closed) {
        this.#open();
      }
    });
    addEventListener("pagehide", () => this.#close());
    addEventListener("pageshow", (event) => event.persisted && this.#open());
    setInterval(() => this.#watch(), 1000);
    this.#open();
  }

  /** Asks for something else from now on, after the event `from`. */
  move(url, from) {
    this.#url = url;
    this.#from = from;
    this.lastId = "";
    this.#open();
  }

  get #closed() {
    return this.#source === null || this.#source.readyState === EventSource.CLOSED;
  }

  #open() {
    this.#close();
    const source = new EventSource(`${this.#url}&lastEventID=${encodeURIComponent(this.lastId || this.#from)}`);
    this.#source = source;
    this.#openedAt = Date.now();
    source.addEventListener("open", () => this.#silent || this.#become("live"));
    source.addEventListener("error", () => this.#failed());
    for (const type of this.#types) {
      source.addEventListener(type, (event) => this.#heard(event, type));
    }
    this.#onState();
  }

  #close() {
    clearTimeout(this.#timer);
    this.retryAt = null;
    this.#source?.close();
    this.#source = null;
  }

  #heard({ data, lastEventId }, type) {
    this.heardAt = Date.now();
    this.failures = 0;
    this.#refusals = 0;
    this.#silent = false;
    this.#become("live");
    if (this.lastId && !isAfter(lastEventId, this.lastId)) {
      return;
    }
    this.lastId = lastEventId;
    this.#onEvent(data, type);
  }

  #failed() {
    this.failures += 1;
    if (this.#closed) {
      this.#retryLater();
    }
    this.#become(navigator.onLine ? "reconnecting" : "offline");
  }

  /** Exponential, and random in the upper half, lest all pages come back in the same moment. */
  #retryLater() {
    this.#refusals += 1;
    const longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** Math.min(this.#refusals, 10));
    const wait = longest / 2 + (Math.random() * longest) / 2;
    this.retryAt = Date.now() + wait;
    this.#timer = setTimeout(() => this.#open(), wait);
  }

  #watch() {
    const silence = Date.now() - Math.max(this.#openedAt, this.heardAt ?? 0);
    if (document.visibilityState === "visible" && this.retryAt === null && silence > this.#patience) {
      this.#silent = true;
      this.failures += 1;
      this.#become(navigator.onLine ? "reconnecting" : "offline");
      this.#open();
    }
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.#onState();
    }
  }
}
