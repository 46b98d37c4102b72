// The hub's API for targets. The session determines whether they may be changed.
import { ask, Refusal } from "../ask.js";
import { text } from "../texts.js";

const WEEK_HOURS = 168;

export class Api {
  #url;

  constructor(root) {
    this.#url = `${root}api/uptime`;
  }

  /**
   * Returns the states of the targets, and their history of the last week. The history is fetched first: events after
   * its last one may also be in the report, but none is missing.
   */
  async read() {
    const history = await this.#ask("GET", `/history?hours=${WEEK_HOURS}`);
    return { history, report: await this.#ask("GET", "") };
  }

  find(id) {
    return this.#ask("GET", path(id));
  }

  add(target) {
    return this.#ask("POST", "/targets", target);
  }

  replace(id, target) {
    return this.#ask("PUT", path(id), target);
  }

  remove(id) {
    return this.#ask("DELETE", path(id));
  }

  async #ask(method, where, body) {
    try {
      return await ask(this.#url + where, { method, body });
    } catch (refusal) {
      throw refusal.status === 0 ? new Refusal(0, text("noAnswer")) : refusal;
    }
  }
}

const path = (id) => `/targets/${encodeURIComponent(id)}`;
