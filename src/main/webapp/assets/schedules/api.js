// The hub's API for schedules. An administrator's session grants the right to use it.
import { ask } from "../ask.js";

export class Api {
  #url;

  constructor(root) {
    this.#url = `${root}api/schedules`;
  }

  async list() {
    return (await this.#ask("GET", "")).schedules;
  }

  show(id) {
    return this.#ask("GET", path(id));
  }

  make(schedule) {
    return this.#ask("POST", "", schedule);
  }

  replace(id, schedule) {
    return this.#ask("PUT", path(id), schedule);
  }

  preview(schedule) {
    return this.#ask("POST", "/preview", schedule);
  }

  /** `verb` is pause, resume or run. */
  order(id, verb) {
    return this.#ask("POST", `${path(id)}/${verb}`);
  }

  remove(id) {
    return this.#ask("DELETE", path(id));
  }

  #ask(method, where, body) {
    return ask(this.#url + where, { method, body });
  }
}

const path = (id) => `/${encodeURIComponent(id)}`;
