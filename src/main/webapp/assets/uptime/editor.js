// The form of one target: from JSON to fields, from fields to JSON, and beside each field what the hub says of it.
import { text } from "../texts.js";

/** The members that a target of each kind may have, beside those of all. */
const MEMBERS = {
  http: ["url", "status", "text", "followRedirects"],
  tcp: ["address"],
  tls: ["address", "minDaysLeft"],
};
const COMMON = ["id", "name", "kind", "intervalSeconds", "timeoutSeconds", "retries", "private"];
const NUMBERS = ["intervalSeconds", "timeoutSeconds", "retries", "minDaysLeft"];
const CONFLICT = 409;
const SIGNED_OUT = [401, 403];

export class Editor {
  #section;
  #form;
  #submit;
  #closed;
  /** the id of the target that is changed; null if it is a new one */
  #id = null;

  /** `submit(id, target)` tells the hub; `closed()` is called when the form has gone. */
  constructor(section, submit, closed) {
    this.#section = section;
    this.#form = section.querySelector("form");
    this.#submit = submit;
    this.#closed = closed;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    this.#field("kind").addEventListener("change", () => this.#fit());
    section.querySelector("#cancel").addEventListener("click", () => this.#close());
  }

  /** Shows the fields of a target, or with null those of a new one. */
  open(target) {
    this.#id = target?.id ?? null;
    this.#form.reset();
    for (const [name, value] of Object.entries(target ?? {})) {
      const field = this.#field(name);
      field.value = value;
      field.checked = value === true;
    }
    this.#field("id").readOnly = target !== null;
    this.#section.querySelector("h2").textContent = target ? text("editTitle", target.name) : text("newTitle");
    this.#fit();
    this.#forgive();
    this.#section.hidden = false;
    this.#section.scrollIntoView({ block: "nearest" });
    this.#field(target ? "name" : "id").focus();
  }

  #close() {
    this.#section.hidden = true;
    this.#closed(this.#id);
  }

  async #save() {
    const button = this.#section.querySelector("#save");
    button.disabled = true;
    this.#forgive();
    try {
      await this.#submit(this.#id, this.#read());
      this.#close();
    } catch (refusal) {
      this.#blame(refusal);
    } finally {
      button.disabled = false;
    }
  }

  /** What the fields say. What is left empty gets the hub's default. */
  #read() {
    const target = {};
    for (const name of [...COMMON, ...MEMBERS[this.#field("kind").value]]) {
      const field = this.#field(name);
      if (field.type === "checkbox") {
        target[name] = field.checked;
      } else if (field.value.trim() !== "") {
        target[name] = NUMBERS.includes(name) ? numberOrText(field.value.trim()) : field.value.trim();
      }
    }
    return target;
  }

  /** Shows the fields that a target of its kind has. */
  #fit() {
    const shown = MEMBERS[this.#field("kind").value];
    for (const line of this.#form.querySelectorAll("[data-member]")) {
      line.hidden = !shown.includes(line.dataset.member);
    }
  }

  #forgive() {
    for (const problem of this.#form.querySelectorAll(".problem")) {
      problem.textContent = "";
    }
    for (const field of this.#form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
    }
    this.#section.querySelector("#sign-in-again").hidden = true;
  }

  /** Puts the words of a refusal beside the field that they name, else below all. */
  #blame({ status, message }) {
    const [, name, rule] = status === CONFLICT ? [null, "id", message] : (/^(\w+): (.+)$/s.exec(message) ?? []);
    const field = name && this.#form.elements.namedItem(name);
    if (!field || field.closest("[hidden]")) {
      this.#section.querySelector("#editor-error").textContent = message;
      this.#section.querySelector("#sign-in-again").hidden = !SIGNED_OUT.includes(status);
      return;
    }
    this.#form.querySelector(`#target-${name}-error`).textContent = rule;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  #field(name) {
    return this.#form.elements.namedItem(name);
  }
}

const numberOrText = (words) => (/^-?\d+(\.\d+)?$/.test(words) ? Number(words) : words);
