// Every node at a glance: its current figures, and the shape of their last minute.
import { columnOf } from "../metrics.js";
import { text } from "../texts.js";
import { Spark } from "./spark.js";

const MINUTE = 60_000;
const graph = (key, nth, more = {}) => ({ column: columnOf(key, nth), ...more });

/** The cells of a row; one with a `floor` has a line whose scale reaches at least that. */
const CELLS = [
  graph("cpu", 0, { floor: 1 }),
  graph("heap", 0, { floor: 1 }),
  graph("streams", 0, { floor: 4 }),
  graph("events", 0),
  graph("events", 1, { floor: 4 }),
  graph("latency", 0),
  graph("latency", 1, { floor: 1 }),
];

export class NodeTable {
  #body;
  #rows = new Map(); // by node name
  #heads;
  #onChoice;

  /** `onChoice(name)` is called when a node is chosen. */
  constructor(table, onChoice) {
    this.#body = table.tBodies[0];
    this.#heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
    this.#onChoice = onChoice;
  }

  /** Shows the live nodes as they were at `to`, or with their newest sample if that is null. */
  write(nodes, to) {
    const names = nodes.alive;
    for (const [name, row] of this.#rows) {
      if (!names.includes(name)) {
        row.element.remove();
        this.#rows.delete(name);
      }
    }
    names.forEach((name, nth) => {
      const row = this.#row(name);
      if (this.#body.rows[nth] !== row.element) {
        this.#body.insertBefore(row.element, this.#body.rows[nth] ?? null);
      }
      row.write(nodes.seriesOf(name), to, name === nodes.shown);
    });
  }

  #row(name) {
    if (!this.#rows.has(name)) {
      this.#rows.set(name, new Row(name, this.#heads, this.#onChoice));
    }
    return this.#rows.get(name);
  }
}

class Row {
  element = document.createElement("tr");
  #choice = document.createElement("button");
  #cells;

  constructor(name, heads, onChoice) {
    this.#choice.type = "button";
    this.#choice.textContent = name;
    this.#choice.setAttribute("aria-label", text("showNode", name));
    this.#choice.addEventListener("click", () => onChoice(name));
    const head = document.createElement("th");
    head.scope = "row";
    // When rows become cards, the table's parts are no longer laid out as a table, and would lose their roles.
    this.element.setAttribute("role", "row");
    head.setAttribute("role", "rowheader");
    head.append(this.#choice);
    this.#cells = CELLS.map((cell, nth) => new Cell(cell, heads[nth + 1]));
    this.element.append(head, ...this.#cells.map(({ element }) => element));
    this.element.dataset.node = name;
  }

  write(series, to, isShown) {
    this.#choice.setAttribute("aria-pressed", isShown);
    const end = to ?? series.lastTime;
    const view = series.view(end - MINUTE, end);
    this.#cells.forEach((cell) => cell.write(view));
  }
}

class Cell {
  element = document.createElement("td");
  #figure = document.createElement("span");
  #spark = null;
  #cell;

  constructor(cell, head) {
    this.#cell = cell;
    this.element.setAttribute("role", "cell");
    this.element.dataset.head = head;
    this.#figure.className = "figure";
    if (cell.floor) {
      this.#spark = new Spark();
      this.element.append(this.#spark.element);
    }
    this.element.append(this.#figure);
  }

  write(view) {
    const { column, floor } = this.#cell;
    const values = view.columns[column.place];
    const figure = column.show(values.at(-1) ?? null);
    if (this.#figure.textContent !== figure) {
      this.#figure.textContent = figure;
    }
    this.#spark?.draw(view.times, values, view.from, view.to, floor);
  }
}
