// The hub's API for people and posts.
import { ask } from "../ask.js";

export class Api {
  #root;

  constructor(root) {
    this.#root = root;
  }

  me() {
    return this.#ask("GET", "me");
  }

  signUp(name) {
    return this.#ask("POST", "people", { name });
  }

  /** Returns the posts of a view, older than `before` if given. */
  posts(view, before) {
    const query = new URLSearchParams(view.query);
    if (before) {
      query.set("before", before);
    }
    return this.#ask("GET", `posts?${query}`);
  }

  post(draft) {
    return this.#ask("POST", "posts", draft);
  }

  remove(id) {
    return this.#ask("DELETE", `posts/${id}`);
  }

  like(id, wanted) {
    return this.#ask(wanted ? "PUT" : "DELETE", `posts/${id}/like`);
  }

  followPerson(id, wanted) {
    return this.#ask(wanted ? "PUT" : "DELETE", `follows/people/${encodeURIComponent(id)}`);
  }

  followTag(tag, wanted) {
    return this.#ask(wanted ? "PUT" : "DELETE", `follows/tags/${encodeURIComponent(tag)}`);
  }

  #ask(method, path, body) {
    return ask(`${this.#root}api/social/${path}`, { method, body });
  }
}
