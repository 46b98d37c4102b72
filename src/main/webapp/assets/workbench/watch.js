// Current subscriptions: the hub's list, and the events that change it from its position on.
import { numbers, secondOf } from "../intl.js";
import { paced } from "../pace.js";
import { text } from "../texts.js";
import { problemOf } from "../wire/problem.js";
import { Wire } from "../wire/wire.js";
import { write } from "../write.js";
import { describe } from "./answer.js";
import { hubUrl } from "./requests.js";

const PATH = "/.well-known/mercure/subscriptions";
/** The hub's own paths begin at its root, wherever the application is deployed. */
const SELECTOR = `${PATH}{/topic}{/subscriber}`;
const DRAW_MILLIS = 500;
const MOST_ROWS = 200;

const byId = (id) => document.getElementById(id);
const number = numbers();

export class Watch {
  /** from the id of a subscription to the subscription */
  #known = new Map();
  #rows = new Map();
  #wire;
  #turn = 0;
  #headers = {};
  #draw = paced(() => this.#show(), DRAW_MILLIS);

  /** `headers()` returns the headers that identify the client. */
  constructor(headers) {
    const toggle = byId("watch-toggle");
    toggle.addEventListener("click", () => {
      if (toggle.getAttribute("aria-pressed") === "true") {
        this.#stop("watchIdle");
      } else {
        this.#start(headers());
      }
    });
    this.#wire = new Wire({
      frames: (frames) => frames.forEach((frame) => this.#take(frame)),
      answer: (answer) => this.#checkPlace(answer),
      state: () => this.#stateChanged(),
    });
  }

  async #start(headers) {
    this.#turn += 1;
    const turn = this.#turn;
    this.#headers = headers;
    this.#press(true);
    say(text("watchLoading"));
    const { list, problem } = await load(headers);
    if (turn !== this.#turn) {
      return;
    }
    if (problem) {
      this.#stop(null, problem.status === 404 ? text("watchOff") : describe(problem));
      return;
    }
    this.#known = new Map(list.subscriptions.map((subscription) => [subscription.id, { ...subscription, at: null }]));
    this.#wire.open({ url: hubUrl([["topic", SELECTOR]]), headers, lastId: list.lastEventID });
    this.#draw();
  }

  #stop(key, words = text(key)) {
    this.#turn += 1;
    this.#wire.close();
    this.#press(false);
    this.#known.clear();
    this.#rows.forEach((row) => row.remove());
    this.#rows.clear();
    byId("watch-scroll").hidden = true;
    say(words);
  }

  #press(watching) {
    byId("watch-toggle").setAttribute("aria-pressed", watching);
    byId("watch-toggle").textContent = text(watching ? "watchStop" : "watchStart");
  }

  #take({ data }) {
    try {
      const subscription = JSON.parse(data);
      if (subscription?.type !== "Subscription") {
        return;
      }
      this.#known.delete(subscription.id);
      if (subscription.active) {
        this.#known.set(subscription.id, { ...subscription, at: Date.now() });
      }
      this.#draw();
    } catch {
      // Anyone who may publish may publish nonsense; the list comes from the hub itself.
    }
  }

  /** Reloads the list if the log has lost our position: it alone includes what was missed. */
  #checkPlace(answer) {
    if (answer.ok && this.#wire.lastId !== "earliest" && answer.headers.get("Last-Event-ID") === "earliest") {
      this.#start(this.#headers);
    }
  }

  #stateChanged() {
    if (this.#wire.state === "refused") {
      this.#stop(null, describe(this.#wire.problem));
    } else if (this.#wire.state !== "idle") {
      this.#draw();
    }
  }

  #show() {
    if (byId("watch-toggle").getAttribute("aria-pressed") !== "true") {
      return;
    }
    const newest = [...this.#known.values()].slice(-MOST_ROWS).reverse();
    const there = new Set(newest.map(({ id }) => id));
    for (const [id, row] of this.#rows) {
      if (!there.has(id)) {
        row.remove();
        this.#rows.delete(id);
      }
    }
    newest.forEach((subscription, nth) => this.#place(subscription, nth));
    byId("watch-scroll").hidden = newest.length === 0;
    say(this.#summary(this.#known.size));
  }

  #place(subscription, nth) {
    const body = byId("watched");
    const row = this.#rows.get(subscription.id) ?? rowOf(subscription);
    this.#rows.set(subscription.id, row);
    if (body.rows[nth] !== row) {
      body.insertBefore(row, body.rows[nth] ?? null);
    }
  }

  #summary(size) {
    if (this.#wire.state === "reconnecting") {
      return text("watchLost");
    }
    if (size < 2) {
      return text(size === 0 ? "watchNone" : "watchOne");
    }
    return size > MOST_ROWS ? text("watchMore", number(size), MOST_ROWS) : text("watchCount", number(size));
  }
}

async function load(headers) {
  try {
    const answer = await fetch(`${document.body.dataset.root}${PATH.slice(1)}`, { headers, cache: "no-store" });
    return answer.ok ? { list: await answer.json() } : { problem: await problemOf(answer) };
  } catch {
    return { problem: { status: 0 } };
  }
}

function rowOf({ topic, subscriber, payload, at }) {
  const row = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  name.textContent = topic;
  const rest = [
    subscriber.replace(/^urn:uuid:/, ""),
    at === null ? text("atStart") : secondOf(at),
    payload === undefined ? "" : JSON.stringify(payload),
  ];
  row.append(name, ...rest.map((words, nth) => cell(words, nth + 1)));
  return row;
}

/** Returns a cell with a label, for tables too narrow for columns. */
function cell(words, column) {
  const made = document.createElement("td");
  made.dataset.title = byId("watched").closest("table").tHead.rows[0].cells[column].textContent;
  made.textContent = words;
  return made;
}

const say = (words) => write(byId("watch-note"), words);
