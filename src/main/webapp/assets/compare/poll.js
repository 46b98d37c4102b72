// A polling client: it asks, takes what there is, and asks again from that position.
import { problemOf } from "../wire/problem.js";

const TROUBLE_MILLIS = 3_000;

export class Poll {
  /** responses of any kind, and attempts without one */
  requests = 0;
  failures = 0;
  /** whether the last request succeeded */
  isWell = true;

  #url;
  #interval;
  #onEvents;
  #place = "";
  #abort = null;

  /** Polls `url` every `interval` ms, counted from request to request; 0: again at once. */
  constructor(url, interval, onEvents) {
    this.#url = url;
    this.#interval = interval;
    this.#onEvents = onEvents;
  }

  start(place) {
    this.#place = place;
    this.#abort = new AbortController();
    this.#run(this.#abort.signal);
  }

  stop() {
    this.#abort?.abort();
  }

  async #run(signal) {
    while (!signal.aborted) {
      const due = Date.now() + this.#interval;
      const rest = await this.#ask(signal);
      await pause(Math.max(rest, due - Date.now()), signal);
    }
  }

  /** Returns how many ms the next request has to wait because of this one. */
  async #ask(signal) {
    this.requests += 1;
    try {
      const answer = await poll(this.#url, this.#place, signal);
      this.#place = answer.lastEventID;
      this.isWell = true;
      this.#onEvents(answer.events.map(({ id }) => id), Date.now());
      return 0;
    } catch (failure) {
      if (!signal.aborted) {
        this.failures += 1;
        this.isWell = false;
      }
      return (failure.retryAfter ?? 0) * 1000 || TROUBLE_MILLIS;
    }
  }
}

/** Returns the hub's response to one poll after a position; "" means from now on. */
export async function poll(url, place, signal) {
  const headers = { Accept: "application/json", ...(place ? { "Last-Event-ID": place } : {}) };
  const answer = await fetch(url, { headers, signal, cache: "no-store" });
  if (!answer.ok) {
    throw Object.assign(new Error("refused"), await problemOf(answer));
  }
  return answer.json();
}

function pause(millis, signal) {
  return new Promise((resolve) => {
    if (millis <= 0 || signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, millis);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
