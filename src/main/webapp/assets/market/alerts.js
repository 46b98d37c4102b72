// The alerts of this browser: the hub does not know who owns an alert, so the ids are stored here.
import { recall, remember } from "../store.js";
import { text } from "../texts.js";
import { fired, firedAt, how, what } from "./alert-words.js";
import { write } from "../write.js";

const KEY = "market.alerts";
const MOST = 20;
const MOST_FIRINGS = 3;
const MISSING = 404;
/** Alerts that agree in these are the same to their creator. */
const MEANING = ["symbol", "kind", "threshold", "window"];

const byId = (id) => document.getElementById(id);

export class Alerts {
  #api;
  /** id → alert, null until the hub has returned it */
  #alerts = new Map();
  #items = new Map();
  /** the ids of the events that were shown */
  #told = new Set();

  constructor(api) {
    this.#api = api;
    for (const id of remembered()) {
      this.#alerts.set(id, null);
    }
  }

  get topics() {
    return [...this.#alerts.keys()].map((id) => `market/alerts/${id}`);
  }

  /** Fetches the state of each; those that the hub no longer has are dropped. */
  async refresh() {
    const ids = [...this.#alerts.keys()];
    await Promise.all(ids.map((id) => this.#read(id)));
    this.#show();
    if (this.#alerts.size < ids.length) {
      this.#keep();
    }
  }

  async #read(id) {
    try {
      const alert = await this.#api.alert(id);
      if (this.#alerts.has(id)) {
        this.#alerts.set(id, alert);
      }
    } catch (refusal) {
      if (refusal.status === MISSING) {
        this.#alerts.delete(id);
      }
    }
  }

  /**
   * @throws Refusal if the hub refuses it, Error if there are too many here
   */
  async set(wish) {
    if (this.#alerts.size >= MOST) {
      throw new Error(text("mostAlerts", MOST));
    }
    const alert = await this.#api.setAlert(wish);
    this.#alerts.set(alert.id, alert);
    this.#keep();
    this.#show();
    write(byId("alerts-note"), text("alertIsSet"));
  }

  hasTold(id) {
    return this.#told.has(id);
  }

  /** Shows and announces that an alert has fired, by the event with this id, until it is dismissed. */
  tell(firing, id) {
    this.#told.add(id);
    const notice = byId("firing").content.firstElementChild.cloneNode(true);
    const [title, detail] = notice.querySelectorAll("p");
    title.textContent = fired(firing);
    detail.textContent = firedAt(firing);
    notice.querySelector(".dismiss").addEventListener("click", () => notice.remove());
    const all = byId("firings");
    all.append(notice);
    while (all.children.length > MOST_FIRINGS) {
      all.firstElementChild.remove();
    }
    this.#fire(firing);
    this.#show();
  }

  /**
   * Updates the alert from the event: the hub stores that it fired only after publishing, so fetching now might be too
   * early.
   */
  #fire(firing) {
    for (const [id, alert] of this.#alerts) {
      if (alert !== null && MEANING.every((name) => alert[name] === firing[name])) {
        this.#alerts.set(id, { ...alert, fired: firing.fired, firedAt: firing.time });
      }
    }
  }

  #keep() {
    remember(KEY, JSON.stringify([...this.#alerts.keys()]));
  }

  #show() {
    for (const [id, item] of this.#items) {
      if (!this.#alerts.has(id)) {
        item.remove();
        this.#items.delete(id);
      }
    }
    for (const [id, alert] of this.#alerts) {
      if (alert !== null) {
        this.#describe(this.#items.get(id) ?? this.#make(id), alert);
      }
    }
    write(byId("alerts-note"), this.#items.size === 0 ? text("noAlerts") : "");
  }

  #make(id) {
    const item = byId("alert-item").content.firstElementChild.cloneNode(true);
    item.querySelector(".remove").addEventListener("click", () => this.#remove(id, item));
    this.#items.set(id, item);
    byId("alert-list").prepend(item);
    return item;
  }

  #describe(item, alert) {
    item.dataset.fired = alert.firedAt !== null;
    write(item.querySelector(".what"), what(alert));
    write(item.querySelector(".how"), how(alert));
    item.querySelector(".remove").setAttribute("aria-label", text("removeAlert", what(alert)));
  }

  async #remove(id, item) {
    try {
      await this.#api.removeAlert(id);
    } catch (refusal) {
      if (refusal.status !== MISSING) {
        write(item.querySelector(".problem"), refusal.message);
        return;
      }
    }
    this.#alerts.delete(id);
    this.#keep();
    this.#show();
    write(byId("alerts-note"), text("alertIsRemoved"));
    byId("alerts-title").focus();
  }
}

function remembered() {
  try {
    const ids = JSON.parse(recall(KEY, "[]"));
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}
