// The single stream of a browser and its listeners. Runs in a SharedWorker, or in a page; see freshet.js.

const FIRST_WAIT = 1000; // ms
const LONGEST_WAIT = 30_000;
const LONGEST_ADDRESS = 4000;

const parts = (id) => /^(\d+)-(\d+)$/.exec(id)?.slice(1).map(Number);

/** Returns whether id `a` comes after `b`. Undefined for ids chosen by publishers, which have no order. */
function isAfter(a, b) {
  const [x, y] = [parts(a ?? ""), parts(b ?? "")];
  return x && y ? x[0] > y[0] || (x[0] === y[0] && x[1] > y[1]) : undefined;
}

/** One stream and its listeners. */
class Line {
  #wish;
  #listeners = new Set();
  #lastId = null; // the event after which the stream continues
  #abort = new AbortController(); // aborts the open stream
  #timer = 0;
  #watch = 0;
  #heardAt = 0;
  #firstWait = FIRST_WAIT;
  #state = { state: "connecting", status: 0, failures: 0, retryAt: null };

  constructor(wish) {
    this.#wish = wish;
  }

  add(listener) {
    this.#listeners.add(listener);
    listener.post("state", this.#state);
    this.#openIn(0);
  }

  /**
   * The topics of a removed listener are dropped when the stream is next opened. Returns true if no listener is left.
   */
  remove(listener) {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) {
      return false;
    }
    this.#close();
    return true;
  }

  online(isOnline) {
    if (!isOnline) {
      this.#close();
      this.#become({ state: "offline", retryAt: null });
    } else if (this.#state.state !== "live") {
      this.#openIn(0);
    }
  }

  #openIn(millis) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#open(), millis);
  }

  #close() {
    this.#abort.abort();
    clearTimeout(this.#timer);
    clearInterval(this.#watch);
  }

  /** Closes the previous stream first: the hub replays what is published in between. */
  async #open() {
    this.#close();
    const abort = new AbortController();
    this.#abort = abort;
    this.#heardAt = Date.now();
    this.#watch = setInterval(() => this.#isSilent() && this.#failed(abort, 0), 1000);
    const topics = [...new Set([...this.#listeners].flatMap((listener) => listener.topics))];
    try {
      await this.#begin(topics, abort);
      const answer = await this.#ask(topics, this.#lastId, "text/event-stream", abort);
      const begun = answer.headers.get("Last-Event-ID") ?? this.#lastId;
      this.#become({ state: "live", status: 0, retryAt: null });
      if (begun !== this.#lastId) {
        const missing = [...this.#listeners].filter(({ isReady, last }) => isReady || last === this.#lastId);
        missing.forEach((listener) => listener.post("gap"));
      }
      const catchingUp = [...this.#listeners].map((listener) => this.#catchUp(listener, abort));
      await Promise.race([this.#read(answer.body.getReader(), topics), Promise.all(catchingUp).then(never)]);
      this.#failed(abort, 0);
    } catch ({ status = 0 }) {
      this.#failed(abort, status);
    }
  }

  /** Determines where a first stream begins: at the position that all listeners want, or else now. */
  async #begin(topics, abort) {
    if (this.#lastId === null) {
      const [first, ...others] = new Set([...this.#listeners].map((listener) => listener.last));
      this.#lastId = others.length === 0 ? first : null;
      this.#lastId ??= (await this.#poll(topics, null, abort)).lastEventID;
      this.#listeners.forEach((listener) => listener.begin(this.#lastId));
    }
  }

  #isSilent() {
    const patience = Math.min(...[...this.#listeners].map((listener) => listener.patience));
    return Date.now() - this.#heardAt > patience;
  }

  #failed(abort, status) {
    if (abort.signal.aborted) {
      return;
    }
    this.#close();
    const failures = this.#state.failures + 1;
    const longest = Math.min(LONGEST_WAIT, this.#firstWait * 2 ** Math.min(failures - 1, 10));
    // Randomised in the upper half, so that clients do not all reconnect at the same moment.
    const wait = longest / 2 + (Math.random() * longest) / 2;
    this.#become({ state: "reconnecting", status, failures, retryAt: Date.now() + wait });
    this.#openIn(wait);
  }

  #become(change) {
    this.#state = { ...this.#state, ...change };
    this.#listeners.forEach((listener) => listener.post("state", this.#state));
  }

  async #ask(topics, lastId, accept, { signal }) {
    const { hub, token, credentials } = this.#wish;
    const query = new URLSearchParams([...topics.map((topic) => ["topic", topic]), ["selected", "true"]]);
    if (lastId) {
      query.set("lastEventID", lastId);
    }
    const isLong = query.toString().length > LONGEST_ADDRESS;
    const how = isLong ? { method: "QUERY", body: query } : {};
    const headers = { Accept: accept, ...(token && { Authorization: `Bearer ${token}` }) };
    const address = isLong ? hub : `${hub}?${query}`;
    const answer = await fetch(address, { ...how, headers, signal, credentials, cache: "no-store" });
    if (!answer.ok) {
      throw Object.assign(new Error(`${answer.status}`), { status: answer.status });
    }
    return answer;
  }

  async #poll(topics, lastId, abort) {
    return (await this.#ask(topics, lastId, "application/json", abort)).json();
  }

  /** Fetches the events a listener wants from before the stream, while that continues; duplicates are dropped. */
  async #catchUp(listener, abort) {
    while (!listener.isReady && listener.last !== this.#lastId) {
      const { events, lastEventID, complete } = await this.#poll(listener.topics, listener.last, abort);
      if (!complete && listener.last !== null) {
        listener.post("gap");
      }
      events.forEach((event) => listener.take(event, event.selected.map((number) => listener.topics[number])));
      listener.begin(lastEventID);
      listener.last = lastEventID;
      if (events.length === 0) {
        break;
      }
    }
    listener.catchUp();
  }

  async #read(reader, topics) {
    const decoder = new TextDecoder();
    const parser = new Parser();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      this.#heardAt = Date.now();
      if (this.#state.failures > 0) {
        this.#become({ failures: 0 });
      }
      for (const event of parser.feed(decoder.decode(value, { stream: true }))) {
        this.#lastId = event.id || this.#lastId;
        const selected = event.selected.split(" ").map((number) => topics[number]);
        this.#listeners.forEach((listener) => listener.hear(event, selected));
      }
      this.#firstWait = parser.retry ?? this.#firstWait;
    }
  }
}

const never = () => new Promise(() => {});

/** A page's subscription. */
class Listener {
  topics;
  patience;
  /** the event after which it began, or wants to; null for now */
  first;
  /** the last event it has seen; initially like `first` */
  last;
  isReady = false;
  /** posts to the page */
  post;
  #held = [];
  #seen = new Set(); // ids without an order that were received while catching up

  constructor({ topics, patience, from }, post) {
    this.topics = topics;
    this.patience = patience;
    this.first = from;
    this.last = from;
    this.post = post;
  }

  /** Sets the current position of the stream for a listener that wants events from now on. */
  begin(place) {
    if (this.last === null) {
      this.first = place;
      this.last = place;
      this.post("begun", place);
    }
  }

  /** Takes an event from the stream. */
  hear(event, selected) {
    const mine = selected.filter((topic) => this.topics.includes(topic));
    if (mine.length > 0 && this.isReady) {
      this.#pass(event, mine);
    } else if (mine.length > 0) {
      this.#held.push([event, mine]);
    }
  }

  /** Takes an event from before the stream. */
  take(event, selected) {
    if (!parts(event.id)) {
      this.#seen.add(event.id);
    }
    this.#deliver(event, selected);
  }

  /** Notes that all earlier events have been taken. */
  catchUp() {
    this.isReady = true;
    this.#held.splice(0).forEach(([event, mine]) => this.#pass(event, mine));
  }

  #pass(event, mine) {
    if (isAfter(event.id, this.last) ?? !this.#seen.has(event.id)) {
      this.#deliver(event, mine);
    }
  }

  #deliver({ id, type = "message", data }, topics) {
    this.last = id;
    this.post("event", { id, type, data, topics });
  }
}

/** Parses an event stream (WHATWG HTML, section 9.2.6), with the hub's field `selected`. */
class Parser {
  /** in ms, as set by the hub */
  retry = null;
  #rest = "";
  #event = {};

  feed(text) {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop();
    return lines.flatMap((line) => this.#line(line) ?? []);
  }

  /** Returns the event that the line completes, if any. */
  #line(line) {
    if (line === "") {
      const { data, ...event } = this.#event;
      this.#event = {};
      return data && { selected: "", ...event, data: data.join("\n") };
    }
    const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(line);
    if (name === "data") {
      (this.#event.data ??= []).push(value);
    } else if (name === "retry") {
      this.retry = Number(value);
    } else if (name) {
      this.#event[name === "event" ? "type" : name] = value;
    }
    return undefined;
  }
}

const lines = new Map();

/** Serves a page's requests. Messages created in one go are posted together. */
export function serve(port) {
  const joined = new Map(); // by the page's key: { line, name, listener }
  let waiting = [];
  const post = (...message) => {
    if (waiting.push(message) === 1) {
      queueMicrotask(() => port.postMessage(waiting.splice(0)));
    }
  };
  const leave = (key, { line, name, listener }) => {
    joined.delete(key);
    if (line.remove(listener) && lines.get(name) === line) {
      lines.delete(name);
    }
  };
  const verbs = {
    join(key, wish, beforeKey) {
      const before = joined.get(beforeKey);
      const name = JSON.stringify([wish.hub, wish.token, wish.credentials]);
      const line = lines.get(name) ?? new Line(wish);
      lines.set(name, line);
      // Without a position, the page has received nothing from the previous listener, whose undelivered events are lost
      // with it.
      const from = wish.from ?? before?.listener.first ?? null;
      const listener = new Listener({ ...wish, from }, (verb, what) => post(verb, key, what));
      line.add(listener);
      if (before) {
        leave(beforeKey, before);
      }
      joined.set(key, { line, name, listener });
    },
    leave: (key) => joined.has(key) && leave(key, joined.get(key)),
    online: (isOnline) => new Set([...joined.values()].map(({ line }) => line)).forEach((line) => line.online(isOnline)),
    lock: (name) => navigator.locks.request(name, () => joined.forEach((one, key) => leave(key, one))),
  };
  port.onmessage = ({ data: [verb, ...more] }) => verbs[verb](...more);
}

if (globalThis.SharedWorkerGlobalScope) {
  addEventListener("connect", ({ ports: [port] }) => serve(port));
}
