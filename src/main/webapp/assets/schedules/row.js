// A row of the list, which stays while its schedule does, so that focus and selection stay too.
import { distance, due, moment } from "./when.js";

const WORDS = { published: "published", failed: "failed", missed: "missed" };

export class Row {
  element;
  #schedule;

  /** `onOrder(name, schedule, button)` is called when one of the buttons is pressed. */
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
    this.#write(".topics", (schedule.private ? "private: " : "") + topics.join(", "));
    this.#write(".due", due(schedule.trigger));
    this.#write(".next", next ? `${moment(next)} (${distance(next)})` : status.state);
    this.#write(".last-run", last ? lastRun(last) : "none yet");
    this.#find(".last-run").dataset.outcome = last?.outcome ?? "none";
    this.#find(".last-run").title = last?.detail ?? "";
    this.#write(".runs", status.missed ? `${status.runs}, ${status.missed} missed` : String(status.runs));
    this.#write(".pause", paused ? "Resume" : "Pause");
    for (const button of this.element.querySelectorAll("button")) {
      button.setAttribute("aria-label", `${button.textContent} ${id}`);
    }
  }

  #find(selector) {
    return this.element.querySelector(selector);
  }

  /** Only what is different, so that a selection and a screen reader are left alone. */
  #write(selector, text) {
    const element = this.#find(selector);
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
}

function lastRun({ outcome, due: at, latenessMillis, detail }) {
  const late = outcome === "published" ? `, ${Math.round(latenessMillis)}\u00a0ms late` : "";
  return `${WORDS[outcome]} ${moment(at)}${late}${outcome === "failed" && detail ? `: ${detail}` : ""}`;
}
