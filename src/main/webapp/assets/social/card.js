// One post on the page.
import { dates, minuteOf } from "../intl.js";
import { text } from "../texts.js";
import { writeText } from "./text.js";

const day = dates({ dateStyle: "medium", timeStyle: "short" });

export class Card {
  element;
  post;
  #likes;
  #liked;
  #acts;
  #like;
  #follow;
  #problem;

  /**
   * `acts` are the actions of the buttons: like(post, wanted), reply(post), remove(post), follow(author, wanted), which
   * return promises if they call the hub; show(view kind, of what).
   */
  constructor(template, post, acts) {
    const find = (selector) => this.element.querySelector(selector);
    this.element = template.content.cloneNode(true).querySelector("li");
    this.post = post;
    this.#acts = acts;
    this.#like = find(".like");
    this.#follow = find(".follow");
    this.#problem = find(".problem");
    this.element.dataset.post = post.id;
    const author = find(".author");
    author.querySelector("bdi").textContent = post.author.name;
    author.addEventListener("click", () => acts.show("person", post.author));
    this.#writeTime(find("time"));
    if (post.replyTo) {
      this.#writeParent(find(".parent"));
    }
    writeText(find(".text"), post, {
      onTag: (tag) => acts.show("tag", tag),
      onPerson: (person) => acts.show("person", person),
    });
    find(".reply").addEventListener("click", () => acts.reply(post));
    find(".remove").addEventListener("click", () => this.#try(() => acts.remove(post)));
    this.#like.addEventListener("click", () => this.#try(() => this.#toggleLike()));
    this.#follow.addEventListener("click", () =>
      this.#try(() => acts.follow(post.author, this.#follow.getAttribute("aria-pressed") !== "true")),
    );
    this.likes(post.likes ?? 0, post.liked ?? false);
  }

  /** Shows the number of likes; `liked` is unchanged if omitted. */
  likes(likes, liked = this.#liked) {
    this.#likes = likes;
    this.#liked = liked;
    this.#like.setAttribute("aria-pressed", liked);
    this.#like.setAttribute("aria-label", text("likes", likes));
    this.#like.querySelector(".likes").textContent = likes;
  }

  /** Shows what `me`, which may be null, can do with the post. */
  know(me, isFollowed) {
    const own = me?.id === this.post.author.id;
    this.element.querySelector(".remove").hidden = !own;
    this.#follow.hidden = own;
    this.#follow.textContent = text(isFollowed ? "following" : "follow");
    this.#follow.setAttribute("aria-pressed", isFollowed);
    this.#follow.setAttribute("aria-label", text("followName", this.post.author.name));
  }

  async #toggleLike() {
    const { likes, liked } = await this.#acts.like(this.post, !this.#liked);
    this.likes(likes, liked);
  }

  async #try(act) {
    this.#problem.textContent = "";
    try {
      await act();
    } catch (failure) {
      this.#problem.textContent = failure.message;
    }
  }

  #writeTime(element) {
    const time = new Date(this.post.time);
    const today = time.toDateString() === new Date().toDateString();
    element.dateTime = this.post.time;
    element.title = day(time);
    element.textContent = (today ? minuteOf : day)(time);
  }

  #writeParent(element) {
    const { replyTo } = this.post;
    element.hidden = false;
    element.querySelector("bdi").textContent = replyTo.author.name;
    element.querySelector(".thread").addEventListener("click", () => this.#acts.show("thread", replyTo));
  }
}
