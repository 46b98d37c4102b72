// The hub's API for people and posts. What it refuses is thrown as an Error, with the words of its problem.

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

  /** The posts of a view, from `before` on. */
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

  async #ask(method, path, body) {
    let answer;
    try {
      answer = await fetch(`${this.#root}api/social/${path}`, {
        method,
        headers: body ? { "Content-Type": "application/json" } : {},
        body: body && JSON.stringify(body),
      });
    } catch {
      throw new Error("The hub does not answer. Nothing is lost: try again.");
    }
    if (!answer.ok) {
      throw new Error(await why(answer));
    }
    return answer.status === 204 ? null : answer.json();
  }
}

async function why(answer) {
  try {
    const { detail } = await answer.json();
    return String(detail);
  } catch {
    return `The hub answered with ${answer.status}.`;
  }
}
