// The form of one target: from JSON to fields, from fields to JSON, and the hub's errors next to each field.
import { text } from "../texts.js";

/** The members of a target of each kind, in addition to the common ones. */
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
  /** the id of the target being edited; null for a new one */
  #id = null;

  /** `submit(id, target)` sends it to the hub; `closed()` is called when the form is closed. */
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

  /** Shows the fields of a target; null means a new one. */
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

  /** Returns the target in the fields. Empty fields get the hub's default. */
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

  /** Shows only the fields of the chosen kind. */
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

  /** Shows a refusal next to the field that it names, or else below the form. */
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
