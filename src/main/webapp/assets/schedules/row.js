// A row of the list, which stays while its schedule exists, so that focus and selection stay too.
import { text } from "../texts.js";
import { count, due, moment, momentAndDistance } from "./when.js";

export class Row {
  element;
  #schedule;

  /** `onOrder(name, schedule, button)` is called when a button is pressed. */
  constructor(template, schedule, onOrder) {
    this.element = template.content.firstElementChild.cloneNode(true);
    for (const button of this.element.querySelectorAll("button")) {
      const name = button.className;
      button.addEventListener("click", () => {
        const verb = name === "pause" && this.#schedule.paused ? "resume" : name;
        onOrder(verb, this.#schedule, button);
      });
    }
    this.show(schedule);
  }

  show(schedule) {
    this.#schedule = schedule;
    const { status, id, paused, topics } = schedule;
    const [next] = status.next;
    const [last] = status.history;
    this.element.dataset.id = id;
    this.element.dataset.state = status.state;
    this.#write(".name", id);
    this.#write(".topics", schedule.private ? text("private", topics.join(", ")) : topics.join(", "));
    this.#write(".due", due(schedule.trigger));
    this.#write(".next", next ? momentAndDistance(next) : text(`state.${status.state}`));
    this.#write(".last-run", last ? lastRun(last) : text("noRun"));
    this.#find(".last-run").dataset.outcome = last?.outcome ?? "none";
    this.#find(".last-run").title = last?.detail ?? "";
    this.#write(".runs", status.missed ? text("runsMissed", count(status.runs), count(status.missed)) : count(status.runs));
    this.#write(".pause", text(paused ? "resume" : "pause"));
    for (const button of this.element.querySelectorAll("button")) {
      button.setAttribute("aria-label", text("buttonOf", button.textContent, id));
    }
  }

  #find(selector) {
    return this.element.querySelector(selector);
  }

  /** Writes only if the text differs, so that selections and screen readers are not disturbed. */
  #write(selector, words) {
    const element = this.#find(selector);
    if (element.textContent !== words) {
      element.textContent = words;
    }
  }
}

function lastRun({ outcome, due: at, latenessMillis, detail }) {
  return outcome === "failed" && detail
    ? text("outcome.failedWhy", moment(at), detail)
    : text(`outcome.${outcome}`, moment(at), count(Math.round(latenessMillis)));
}
