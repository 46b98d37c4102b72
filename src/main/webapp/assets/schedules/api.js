// The hub's API for schedules, with an administrator's token that lives as long as the tab.
import { ask } from "../ask.js";

const KEY = "freshet.admin";

export class Api {
  #url;

  constructor(root) {
    this.#url = `${root}api/schedules`;
  }

  get token() {
    return sessionStorage.getItem(KEY) ?? "";
  }

  set token(token) {
    sessionStorage.setItem(KEY, token);
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
    return ask(this.#url + where, { method, body, headers: { Authorization: `Bearer ${this.token}` } });
  }
}

const path = (id) => `/${encodeURIComponent(id)}`;
