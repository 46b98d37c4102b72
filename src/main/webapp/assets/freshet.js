// Freshet in a browser: subscribe() and publish(). One stream carries the subscriptions of all tabs of a browser:
// freshet-worker.js runs it, in a SharedWorker, or in the page if there is none. No other files are needed.

const DOOR = new URL("../.well-known/mercure", import.meta.url).href;
const WORKER = new URL("freshet-worker.js", import.meta.url).href;
const PATIENCE = 45_000; // three heartbeats

/**
 * Subscribes to topics. `onEvent({ id, type, data, topics })` receives each event once, in order; `topics` are the
 * selectors that it matches. Options:
 * `from`: events after this one, or "earliest" for all that the hub has; by default, events from now on;
 * `onState(subscription)`: called when one of its public fields has changed;
 * `onGap()`: called when the hub no longer has all missed events; those that it has follow;
 * `hub`: its address, by default the hub that served this file; `token`: sent as a bearer token;
 * `credentials`: as for fetch; `patience`: ms of silence after which the stream is reopened;
 * `shared`: false for a separate stream for this page;
 * `as`: pages with different values get different streams, for users identified by a cookie.
 */
export function subscribe(topics, onEvent, options = {}) {
  return new Subscription(topics, onEvent, options);
}

class Subscription {
  /** connecting, live, reconnecting or offline */
  state = "connecting";
  /** the status of the hub's last response that was not a stream; 0 if there was no response */
  status = 0;
  /** failed attempts since the last sign of life */
  failures = 0;
  /** when the next attempt is due, in ms since 1970; null if none is planned */
  retryAt = null;
  /** the id of the last event, or of the one after which the subscription began; null until known */
  lastEventId = null;
  /** when the last event arrived, in ms since 1970; null before the first */
  heardAt = null;

  #link;
  #key;
  #wish;
  #onEvent;
  #options;

  constructor(topics, onEvent, options) {
    const { hub = DOOR, token, from, credentials = "same-origin", patience = PATIENCE } = options;
    this.#onEvent = onEvent;
    this.#options = options;
    this.lastEventId = from ?? null;
    this.#wish = { hub: new URL(hub, location.href).href, token, credentials, patience, topics: [...topics] };
    this.#link = link(options);
    this.join();
  }

  get topics() {
    return [...this.#wish.topics];
  }

  /** Changes the topics; no event in between is lost. */
  set topics(topics) {
    this.move(topics, this.lastEventId);
  }

  /** Changes the topics, starting after the event `from`. */
  move(topics, from) {
    this.lastEventId = from;
    this.#wish.topics = [...topics];
    this.join();
  }

  close() {
    this.#link.remove(this.#key);
  }

  /** Joins again and leaves the previous place: messages still in transit to that no longer matter. */
  join() {
    const before = this.#key;
    this.#key = this.#link.add(this, before);
    this.#link.send("join", this.#key, { ...this.#wish, from: this.lastEventId }, before);
  }

  began(place) {
    this.lastEventId ??= place;
  }

  heard(event) {
    this.lastEventId = event.id || this.lastEventId;
    this.heardAt = Date.now();
    this.#onEvent(event);
  }

  became(state) {
    Object.assign(this, state);
    this.#options.onState?.(this);
  }

  missed() {
    this.#options.onGap?.();
  }
}

/** Connects a page's subscriptions with the worker. */
class Link {
  #subscriptions = new Map();
  #next = 0;
  #port;

  constructor() {
    addEventListener("online", () => this.send("online", true));
    addEventListener("offline", () => this.send("online", false));
    // A page that enters the browser's back/forward cache leaves, and rejoins where it was.
    addEventListener("pagehide", () => this.#subscriptions.forEach((_, key) => this.send("leave", key)));
    addEventListener("pageshow", (event) => event.persisted && this.#rejoin());
    // A page that crashes cannot say so: the worker then gets this lock.
    const name = `freshet ${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
    navigator.locks?.request(name, () => {
      this.send("lock", name);
      return new Promise(() => {});
    });
  }

  connect(port) {
    this.#port = port;
    port.onmessage = ({ data }) => data.forEach(([verb, key, what]) => this.#said(verb, key, what));
    this.#rejoin();
  }

  #rejoin() {
    [...this.#subscriptions.values()].forEach((subscription) => subscription.join());
  }

  add(subscription, before) {
    this.#next += 1;
    this.#subscriptions.delete(before);
    this.#subscriptions.set(this.#next, subscription);
    return this.#next;
  }

  remove(key) {
    this.#subscriptions.delete(key);
    this.send("leave", key);
  }

  send(...message) {
    this.#port.postMessage(message);
  }

  #said(verb, key, what) {
    const subscription = this.#subscriptions.get(key);
    if (verb === "event") {
      subscription?.heard(what);
    } else if (verb === "begun") {
      subscription?.began(what);
    } else if (verb === "state") {
      subscription?.became(what);
    } else {
      subscription?.missed();
    }
  }
}

const links = new Map();

/** Returns the single link for all subscriptions of a page to the same worker. */
function link({ shared = true, as = "" }) {
  const name = shared ? `freshet ${as}` : "";
  if (!links.has(name)) {
    const made = new Link();
    links.set(name, made);
    made.connect(shared ? worker(name, made) : here());
  }
  return links.get(name);
}

/** Without shared workers, or if this file comes from another origin, everything runs in the page. */
function worker(name, made) {
  try {
    const shared = new SharedWorker(WORKER, { type: "module", name });
    shared.onerror = () => made.connect(here());
    return shared.port;
  } catch {
    return here();
  }
}

function here() {
  const { port1, port2 } = new MessageChannel();
  import(WORKER).then(({ serve }) => serve(port2));
  return port1;
}

/** Publishes an event and returns its id. If it is refused, throws an Error with the `status` of the response. */
export async function publish(event, { hub = DOOR, token, idempotencyKey } = {}) {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(event)) {
    const key = name === "topics" ? "topic" : name;
    [value].flat().forEach((one) => one !== undefined && one !== false && form.append(key, one === true ? "on" : one));
  }
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(idempotencyKey && { "Idempotency-Key": idempotencyKey }),
  };
  const answer = await fetch(hub, { method: "POST", body: form, headers });
  const text = await answer.text();
  if (!answer.ok) {
    throw Object.assign(new Error(text), { status: answer.status });
  }
  return text;
}
