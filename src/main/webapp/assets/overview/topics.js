// The busiest topics: a table whose numbers have bars.
import { perSecond } from "../format.js";
import { text } from "../texts.js";

export class Topics {
  #body;
  #empty;
  #rows = [];
  #latest = null;

  constructor(panel) {
    this.#body = panel.querySelector("tbody");
    this.#empty = panel.querySelector(".empty");
  }

  /** Adds a sample; any node's will do, because all nodes see all events. */
  meet({ topics }) {
    this.#latest = topics ?? this.#latest;
  }

  write() {
    if (this.#latest === null) {
      return;
    }
    const lines = linesOf(this.#latest);
    const highest = Math.max(...lines.map(({ rate }) => rate));
    while (this.#rows.length > lines.length) {
      this.#rows.pop().element.remove();
    }
    lines.forEach((line, nth) => this.#row(nth).write(line, line.rate / highest));
    this.#empty.textContent = text("noTopics");
    this.#empty.hidden = lines.length > 0;
  }

  /** Sets the text shown while there is nothing to show. */
  explain(why) {
    if (this.#latest === null) {
      this.#empty.textContent = why;
    }
  }

  #row(nth) {
    if (this.#rows.length <= nth) {
      const row = new Row();
      this.#rows.push(row);
      this.#body.append(row.element);
    }
    return this.#rows[nth];
  }
}

function linesOf({ top, othersPerSecond, privatePerSecond }) {
  return [
    ...top.map(({ topic, perSecond }) => ({ name: topic, rate: perSecond, isTopic: true })),
    { name: text("otherTopics"), rate: othersPerSecond, isTopic: false },
    { name: text("privateTopics"), rate: privatePerSecond, isTopic: false },
  ].filter(({ rate }) => rate > 0);
}

/** One line, rewritten when another topic takes its place. */
class Row {
  element = document.createElement("tr");
  #name = document.createElement("bdi");
  #bar = document.createElement("span");
  #rate = document.createTextNode("");

  constructor() {
    const head = document.createElement("th");
    const cell = document.createElement("td");
    head.scope = "row";
    head.append(this.#name);
    this.#bar.className = "rate-bar";
    this.#bar.setAttribute("aria-hidden", "true");
    cell.append(this.#bar, this.#rate);
    this.element.append(head, cell);
  }

  write({ name, rate, isTopic }, share) {
    if (this.#name.textContent !== name) {
      this.#name.textContent = name;
      this.#name.title = isTopic ? name : "";
    }
    this.element.classList.toggle("rest", !isTopic);
    this.#bar.style.inlineSize = `calc(${share.toFixed(3)} * (100% - 5.5rem))`; // the rest is for the number
    this.#rate.data = perSecond(rate);
  }
}
