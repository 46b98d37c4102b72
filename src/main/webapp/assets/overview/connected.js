// Connected subscribers: their number for everybody, their names for administrators.
import { ask } from "../ask.js";
import { count } from "../format.js";
import { columnOf } from "../metrics.js";
import { text } from "../texts.js";

const REFRESH_MILLIS = 5000;

/** Maximum topics listed, and maximum subscribers named for each. */
const MOST_ROWS = 100;
const MOST_NAMES = 3;

/** Statuses that asking again would not change. */
const UNAUTHORISED = [401, 403];

const byId = (id) => document.getElementById(id);

/** Writes the totals of all live nodes. */
export function writeTotals(nodes, to) {
  const sum = (key, nth) =>
    nodes.alive.reduce((total, name) => {
      const [newest] = nodes.seriesOf(name).newest(to ?? Infinity, 1);
      return total + (newest?.values[columnOf(key, nth).place] ?? 0);
    }, 0);
  byId("nodes-up").textContent = count(nodes.alive.length);
  byId("all-streams").textContent = count(sum("streams", 0));
  byId("all-channels").textContent = count(sum("streams", 1));
}

/** The table for administrators: refreshed every few seconds while it is visible. */
export class Connected {
  #url;
  #isPaused;
  #body = byId("who").querySelector("tbody");
  #caption = byId("who").querySelector("caption");
  #note = byId("who-note");
  #timer = 0;

  constructor(url, isPaused) {
    this.#url = url;
    this.#isPaused = isPaused;
  }

  start() {
    if (byId("connected").dataset.told !== "true") {
      this.#say(text("whoOff"));
      return;
    }
    this.#say(text("whoLoading"));
    this.#timer = setInterval(() => this.#refresh(), REFRESH_MILLIS);
    this.#refresh();
  }

  async #refresh() {
    if (document.visibilityState !== "visible" || this.#isPaused()) {
      return;
    }
    try {
      const { subscriptions } = await ask(this.#url);
      this.#write(subscriptions);
    } catch ({ status, message }) {
      this.#failed(status, message);
    }
  }

  /** Keeps what was written last, and says next to it that it is outdated. */
  #failed(status, message) {
    if (UNAUTHORISED.includes(status)) {
      clearInterval(this.#timer);
      this.#say(text("whoRefused"));
    } else {
      this.#say(message);
    }
  }

  #write(subscriptions) {
    const topics = byTopic(subscriptions);
    const subscribers = new Set(subscriptions.map(({ subscriber }) => subscriber));
    const caption = text("whoCaption", count(subscriptions.length), count(subscribers.size), count(topics.length));
    if (this.#caption.textContent !== caption) {
      this.#caption.textContent = caption;
    }
    const rest = topics.length - MOST_ROWS;
    this.#body.replaceChildren(...topics.slice(0, MOST_ROWS).map(row));
    byId("who").hidden = topics.length === 0;
    this.#say(topics.length === 0 ? text("whoNobody") : rest > 0 ? text("whoMore", count(rest)) : "");
  }

  #say(what) {
    if (this.#note.textContent !== what) {
      this.#note.textContent = what;
    }
    this.#note.hidden = what === "";
  }
}

/** Returns topics with their subscribers, those with the most first. */
function byTopic(subscriptions) {
  const topics = new Map();
  for (const { topic, subscriber } of subscriptions) {
    if (!topics.has(topic)) {
      topics.set(topic, []);
    }
    topics.get(topic).push(subscriber);
  }
  return [...topics].sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1));
}

function row([topic, subscribers]) {
  const element = document.createElement("tr");
  const head = document.createElement("th");
  const many = document.createElement("td");
  const names = document.createElement("td");
  const name = document.createElement("bdi");
  const rest = subscribers.length - MOST_NAMES;
  head.scope = "row";
  name.textContent = topic;
  head.append(name);
  many.textContent = count(subscribers.length);
  names.textContent = [
    ...subscribers.slice(0, MOST_NAMES),
    ...(rest > 0 ? [text("whoMore", count(rest))] : []),
  ].join(", ");
  element.append(head, many, names);
  return element;
}
