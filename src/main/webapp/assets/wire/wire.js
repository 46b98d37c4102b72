// An event stream read with fetch: unlike an EventSource it can send a token in a header, and it sees the response, the
// bytes, the comments and the reason for a refusal.
import { problemOf } from "./problem.js";
import { Frames } from "./frames.js";

const FIRST_WAIT_MILLIS = 2_000;
const LONGEST_WAIT_MILLIS = 30_000;
/** Statuses after which the same request may succeed later. */
const WORTH_ANOTHER_TRY = new Set([0, 408, 429, 500, 502, 503, 504]);

export class Wire {
  /** idle, connecting, live, reconnecting, ended or refused */
  state = "idle";
  /** why there is no stream; null if there is one */
  problem = null;
  bytes = 0;
  /** responses that were streams */
  opened = 0;
  /** attempts that ended without a stream */
  failures = 0;
  lastId = "";
  heardAt = null;
  /** when the next attempt is due; null if none is planned */
  retryAt = null;

  #on;
  #request = null;
  #comesBack = false;
  #wait = FIRST_WAIT_MILLIS;
  #abort = null;
  #timer = 0;

  /** `on.frames(frames, at)`, `on.answer(response)`, `on.state()`; the last two are optional. */
  constructor(on) {
    this.#on = { answer() {}, state() {}, ...on };
  }

  /** Opens `url` with `headers`, after the event `lastId`; with `comesBack`, again whenever it has ended. */
  open({ url, headers = {}, lastId = "", comesBack = true }) {
    this.#stop();
    this.#request = { url, headers };
    this.#comesBack = comesBack;
    this.#wait = FIRST_WAIT_MILLIS;
    this.lastId = lastId;
    this.#become("connecting", null);
    this.#run();
  }

  close() {
    this.#stop();
    this.#become("idle", null);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.retryAt = null;
    this.#abort?.abort();
    this.#abort = null;
  }

  async #run() {
    const abort = new AbortController();
    this.#abort = abort;
    const problem = await this.#once(abort.signal);
    if (abort.signal.aborted) {
      return;
    }
    this.failures += problem === null ? 0 : 1;
    if (problem !== null && !WORTH_ANOTHER_TRY.has(problem.status)) {
      this.#become("refused", problem);
    } else if (this.#comesBack) {
      this.#later(problem);
    } else {
      this.#become(problem === null ? "ended" : "refused", problem);
    }
  }

  #later(problem) {
    const wait = problem?.retryAfter ? problem.retryAfter * 1000 : this.#wait;
    this.#wait = problem === null ? this.#wait : Math.min(LONGEST_WAIT_MILLIS, this.#wait * 2);
    this.retryAt = Date.now() + wait;
    this.#timer = setTimeout(() => {
      this.retryAt = null;
      this.#run();
    }, wait);
    this.#become("reconnecting", problem);
  }

  /** Reads one response to its end. Returns the problem if it was not a stream, else null. */
  async #once(signal) {
    const { url, headers } = this.#request;
    const place = this.lastId ? { "Last-Event-ID": this.lastId } : {};
    let answer;
    try {
      const all = { Accept: "text/event-stream", ...headers, ...place };
      answer = await fetch(url, { headers: all, signal, cache: "no-store" });
    } catch {
      return { status: 0 };
    }
    this.#on.answer(answer);
    if (!answer.ok) {
      return problemOf(answer);
    }
    this.opened += 1;
    this.#become("live", null);
    await this.#read(answer.body, signal);
    return null;
  }

  async #read(body, signal) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const frames = new Frames();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done || signal.aborted) {
          return;
        }
        this.bytes += value.byteLength;
        this.#heard(frames.push(decoder.decode(value, { stream: true })));
      }
    } catch {
      // The connection was lost: continue as after a regular end.
    }
  }

  #heard(frames) {
    this.heardAt = Date.now();
    for (const { id, retry } of frames) {
      this.lastId = id ?? this.lastId;
      this.#wait = retry ?? this.#wait;
    }
    if (frames.length > 0) {
      this.#on.frames(frames, this.heardAt);
    }
  }

  #become(state, problem) {
    this.state = state;
    this.problem = problem;
    this.#on.state();
  }
}
