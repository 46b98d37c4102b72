// The element that <freshet:subscribe> renders: it has a subscription for as long as it is in the page.
import { subscribe } from "./freshet.js";

class FreshetSubscribe extends HTMLElement {
  #subscription = null;
  /** events that wait for their turn: Faces sends one request after the other, and each is to have its own event */
  #waiting = [];
  #isSending = false;

  connectedCallback() {
    const hub = this.getAttribute("hub") || new URL("../.well-known/mercure", import.meta.url).href;
    const from = this.getAttribute("from") || undefined;
    this.#subscription = subscribe([this.getAttribute("topic")], (event) => this.#heard(event), { hub, from });
  }

  disconnectedCallback() {
    this.#subscription.close();
  }

  #heard(event) {
    const name = this.getAttribute("onmessage-name");
    if (name) {
      name.split(".").reduce((object, part) => object[part], window)(event.data, event);
    }
    if (this.#trigger.onclick) {
      this.#waiting.push(event);
      this.#sendNext();
    }
  }

  get #trigger() {
    return this.querySelector("input[type=button], button");
  }

  /** Presses the hidden button, which the behaviours of the page are attached to. */
  #sendNext() {
    if (this.#isSending || this.#waiting.length === 0) {
      return;
    }
    this.#isSending = true;
    const { topics, id, type, data } = this.#waiting.shift();
    const values = { topic: topics[0], id, type, data };
    for (const [key, value] of Object.entries(values)) {
      this.querySelector(`[name="freshet.${key}"]`).value = value;
    }
    this.#trigger.click();
  }

  /** The answer of the server has come, or will not. */
  done(source) {
    if (source === this.#trigger) {
      this.#isSending = false;
      this.#sendNext();
    }
  }
}

customElements.define("freshet-subscribe", FreshetSubscribe);

const all = (source) => document.querySelectorAll("freshet-subscribe").forEach((element) => element.done(source));
globalThis.faces?.ajax.addOnEvent(({ status, source }) => status === "success" && all(source));
globalThis.faces?.ajax.addOnError(({ source }) => all(source));
