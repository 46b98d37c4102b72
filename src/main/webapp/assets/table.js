// The figures of one graph as a table, newest first.
import { number } from "./format.js";
import { secondOf } from "./intl.js";
import { text } from "./texts.js";

const MOST_ROWS = 60;

export class Table {
  #region;
  #body;
  #columns;
  #newest = null;
  #series = null;

  constructor(region, metric) {
    this.#region = region;
    this.#columns = metric.columns;
    const caption = region.querySelector("caption");
    caption.id = `${metric.key}-caption`;
    caption.textContent = text("tableCaption", metric.title, MOST_ROWS);
    region.setAttribute("aria-labelledby", caption.id);
    const heads = region.querySelector("thead tr");
    heads.append(
      cell("th", text("time")),
      ...this.#columns.map(({ label, unit }) => cell("th", unit ? `${label} (${unit})` : label)),
    );
    for (const head of heads.children) {
      head.scope = "col";
    }
    this.#body = region.querySelector("tbody");
  }

  get shown() {
    return !this.#region.hidden;
  }

  show(shown) {
    this.#region.hidden = !shown;
  }

  /** Creates only new rows, so that selections and readers keep their place in the others. */
  update(series, to) {
    const rows = series.newest(to, MOST_ROWS);
    const same = series === this.#series;
    const known = same ? rows.findIndex((row) => row.time === this.#newest) : -1;
    this.#series = series;
    if (known < 0) {
      this.#body.replaceChildren();
    }
    const fresh = known < 0 ? rows : rows.slice(0, known);
    this.#body.prepend(...fresh.map((row) => this.#row(row)));
    while (this.#body.rows.length > MOST_ROWS) {
      this.#body.deleteRow(-1);
    }
    this.#newest = rows[0]?.time ?? null;
  }

  #row(sample) {
    const row = document.createElement("tr");
    row.dataset.time = sample.time;
    const head = cell("th", secondOf(sample.time));
    head.scope = "row";
    row.append(
      head,
      ...this.#columns.map(({ place, factor = 1, digits }) => {
        const value = sample.values[place];
        return cell("td", number(value === null ? null : value * factor, digits));
      }),
    );
    return row;
  }
}

function cell(name, content) {
  const element = document.createElement(name);
  element.textContent = content;
  return element;
}
