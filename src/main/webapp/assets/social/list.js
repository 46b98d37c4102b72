// The posts on the page, newest first. New posts wait above while the user reads further down, or if there are too many
// at once.
import { paced } from "../pace.js";
import { text } from "../texts.js";
import { Card } from "./card.js";

/** Maximum posts on the page; older ones can be loaded again. */
const MOST = 500;

/** Below this scroll position the user is reading. */
const TOP_PIXELS = 80;

const ARRIVE_MILLIS = 200;

/** More at once than this are too many to read as they arrive. */
const MOST_AT_ONCE = 10;

const byId = (id) => document.getElementById(id);

export class List {
  #cards = new Map();
  #waiting = new Map();
  #overtaken = 0; // posts dropped for newer ones while waiting
  #gone = new Set();
  #acts;
  #list = byId("posts");
  #fresh = byId("fresh");
  #me = null;
  #isFollowed = () => false;

  constructor(acts) {
    this.#acts = acts;
    this.#fresh.addEventListener("click", () => this.#welcome());
  }

  get size() {
    return this.#cards.size + this.#waiting.size;
  }

  get oldest() {
    return [...this.#cards.keys()].at(-1);
  }

  /** Shows these posts instead of all others. */
  replace(posts) {
    this.#cards.clear();
    this.#waiting.clear();
    this.#overtaken = 0;
    this.#gone.clear();
    this.#list.replaceChildren();
    this.append(posts);
    this.#announce();
  }

  /** Shows older posts below. */
  append(posts) {
    for (const post of posts.filter(({ id }) => !this.#cards.has(id) && !this.#gone.has(id))) {
      const card = this.#card(post);
      this.#cards.set(post.id, card);
      this.#list.append(card.element);
    }
  }

  /** Adds a post that has just arrived. It is shown at once if `own`, or soon unless the user is reading. */
  add(post, own = false) {
    if (this.#cards.has(post.id) || this.#waiting.has(post.id) || this.#gone.has(post.id)) {
      return;
    }
    this.#waiting.set(post.id, post);
    if (this.#waiting.size > MOST) {
      this.#waiting.delete(this.#waiting.keys().next().value);
      this.#overtaken += 1;
    }
    if (own) {
      this.#show();
      this.#announce();
    } else {
      this.#arrive();
    }
  }

  #arrive = paced(() => {
    if (this.#waiting.size <= MOST_AT_ONCE && this.#isAtTop()) {
      this.#show();
    }
    this.#announce();
  }, ARRIVE_MILLIS);

  remove(id) {
    this.#gone.add(id);
    this.#waiting.delete(id);
    const card = this.#cards.get(id);
    if (card) {
      this.#cards.delete(id);
      const next = card.element.nextElementSibling ?? card.element.previousElementSibling;
      const hadFocus = card.element.contains(document.activeElement);
      card.element.remove();
      if (hadFocus) {
        (next?.querySelector(".author") ?? byId("posts-title")).focus();
      }
    }
    this.#announce();
  }

  likes(id, likes) {
    this.#cards.get(id)?.likes(likes);
    const waiting = this.#waiting.get(id);
    if (waiting) {
      waiting.likes = likes;
    }
  }

  /** Shows what `me`, which may be null, can do. */
  know(me, isFollowed) {
    this.#me = me;
    this.#isFollowed = isFollowed;
    this.#cards.forEach((card) => card.know(me, isFollowed(card.post.author.id)));
  }

  #isAtTop() {
    return this.#list.getBoundingClientRect().top > -TOP_PIXELS && document.visibilityState === "visible";
  }

  #card(post) {
    const card = new Card(byId("post"), post, this.#acts);
    card.know(this.#me, this.#isFollowed(post.author.id));
    return card;
  }

  #show() {
    const newest = [...this.#waiting.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
    const cards = newest.map((post) => [post.id, this.#card(post)]);
    this.#waiting.clear();
    this.#overtaken = 0;
    this.#cards = new Map([...cards, ...this.#cards]);
    this.#list.prepend(...cards.map(([, card]) => card.element));
    for (const id of [...this.#cards.keys()].slice(MOST)) {
      this.#cards.get(id).element.remove();
      this.#cards.delete(id);
    }
  }

  #welcome() {
    this.#show();
    this.#announce();
    byId("posts-title").focus({ preventScroll: true });
    byId("main").scrollIntoView();
  }

  #announce() {
    const count = this.#waiting.size + this.#overtaken;
    this.#fresh.hidden = count === 0;
    this.#fresh.textContent = text("fresh", count);
  }
}
