// Incidents of the last week, newest first, ongoing ones at the top.
import { text } from "../texts.js";
import { age, duration, moment } from "./say.js";
import { write } from "../write.js";

const STEP = 20;

export class Incidents {
  #section;
  #template;
  #body;
  #more;
  #rows = new Map();
  #most = STEP;

  /** `onMore()` is called when older ones are requested. */
  constructor(section, template, onMore) {
    this.#section = section;
    this.#template = template;
    this.#body = section.querySelector("tbody");
    this.#more = section.querySelector(".more");
    this.#more.addEventListener("click", () => {
      this.#most += STEP;
      onMore();
    });
  }

  draw(all, now) {
    const shown = all.slice(0, this.#most);
    this.#section.querySelector(".none").hidden = all.length > 0;
    this.#section.querySelector("table").hidden = all.length === 0;
    this.#more.hidden = all.length <= shown.length;
    const rows = new Map(shown.map((incident) => [key(incident), this.#row(incident, now)]));
    for (const [known, row] of this.#rows) {
      if (!rows.has(known)) {
        row.remove();
      }
    }
    [...rows.values()].forEach((row, nth) => {
      if (this.#body.rows[nth] !== row) {
        this.#body.insertBefore(row, this.#body.rows[nth] ?? null);
      }
    });
    this.#rows = rows;
  }

  #row(incident, now) {
    const { target, from, to, ongoing, detail } = incident;
    const row = this.#rows.get(key(incident)) ?? this.#template.content.firstElementChild.cloneNode(true);
    row.dataset.state = ongoing ? "down" : "up";
    write(row.querySelector(".of"), target.facts.name);
    write(row.querySelector(".from"), moment(from, now));
    write(row.querySelector(".to"), ongoing ? text("ongoing") : moment(to, now));
    write(row.querySelector(".long"), ongoing ? age(Math.max(now, to) - from) : duration(to - from));
    write(row.querySelector(".reason"), detail || text("noReason"));
    return row;
  }
}

const key = ({ target, from }) => `${target.facts.id} ${from}`;
