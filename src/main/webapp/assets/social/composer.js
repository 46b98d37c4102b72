// Signing up, and composing posts.
import { text } from "../texts.js";
import { length } from "./text.js";

const MOST = 500;
const NEAR = 50;

const byId = (id) => document.getElementById(id);

export class Composer {
  #api;
  #onJoined;
  #onPosted;
  #text = byId("text");
  #error = byId("compose-error");
  #parent = null;
  /** the draft being sent, with its key: sent again after a failure, it is posted once */
  #draft = null;

  /** `onJoined(person)` and `onPosted(post)` are called with the hub's response. */
  constructor(api, onJoined, onPosted) {
    this.#api = api;
    this.#onJoined = onJoined;
    this.#onPosted = onPosted;
    byId("sign-up").addEventListener("submit", (event) => this.#join(event));
    byId("compose").addEventListener("submit", (event) => this.#send(event));
    byId("no-answer").addEventListener("click", () => this.answer(null));
    this.#text.addEventListener("input", () => this.#count());
    this.#text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        byId("compose").requestSubmit();
      }
    });
    this.#count();
  }

  /** Shows the form for `me`, or for a stranger. */
  know(me) {
    byId("sign-up").hidden = me !== null;
    byId("compose").hidden = me === null;
    byId("me").textContent = me?.name ?? "";
  }

  /** Makes the next post a reply to `post`, or to none. */
  answer(post) {
    this.#parent = post;
    byId("answering").hidden = post === null;
    byId("answered").textContent = post?.author.name ?? "";
    (byId("compose").hidden ? byId("name") : this.#text).focus();
  }

  async #join(event) {
    event.preventDefault();
    const error = byId("sign-up-error");
    const button = event.submitter ?? byId("sign-up").querySelector("button");
    error.textContent = "";
    button.disabled = true;
    try {
      this.#onJoined(await this.#api.signUp(byId("name").value));
      this.#text.focus();
    } catch (failure) {
      error.textContent = failure.message;
    } finally {
      button.disabled = false;
    }
  }

  async #send(event) {
    event.preventDefault();
    if (byId("send").disabled) {
      return;
    }
    this.#error.textContent = "";
    byId("send").disabled = true;
    try {
      const post = await this.#api.post(this.#newDraft());
      this.#draft = null;
      this.#text.value = "";
      this.#parent = null;
      byId("answering").hidden = true;
      this.#onPosted(post);
    } catch (failure) {
      this.#error.textContent = failure.message;
    } finally {
      byId("send").disabled = false;
      this.#count();
      this.#text.focus();
    }
  }

  #newDraft() {
    const draft = { text: this.#text.value };
    if (this.#parent) {
      draft.replyTo = this.#parent.id;
    }
    const same = this.#draft?.text === draft.text && this.#draft?.replyTo === draft.replyTo;
    this.#draft = same ? this.#draft : { ...draft, key: key() };
    return this.#draft;
  }

  #count() {
    const left = MOST - length(this.#text.value);
    const element = byId("left");
    element.textContent = left < 0 ? text("tooMany", -left) : text("left", left);
    element.classList.toggle("near", left >= 0 && left < NEAR);
    element.classList.toggle("over", left < 0);
    this.#text.setAttribute("aria-invalid", left < 0);
  }
}

/** crypto.randomUUID only exists on secure pages. */
const key = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
