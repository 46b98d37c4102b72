// One panel: title, figures, graph, table.
import { Table } from "./table.js";
import { secondOf } from "./intl.js";
import { text } from "./texts.js";

const NEARLY_IN_SIGHT = { rootMargin: "25% 0%" };
const SUMMARY_MILLIS = 30_000;

export class Panel {
  #metric;
  #element;
  #body;
  #plot;
  #empty;
  #values;
  #colours;
  #graph = null; // created when first visible
  #inSight = false;
  #table;
  #view = null;
  #cursor = null;
  #summedUp = { at: -Infinity, span: 0 };

  /** Fills `element`; `onTable()` is called when the table is toggled. */
  constructor(element, metric, colours, onTable) {
    this.#metric = metric;
    this.#colours = colours;
    this.#element = element;
    this.#body = element.querySelector(".body");
    this.#plot = element.querySelector(".plot");
    this.#empty = element.querySelector(".empty");
    const title = element.querySelector("h2");
    title.textContent = metric.title;
    title.id = `${metric.key}-title`;
    this.#element.setAttribute("aria-labelledby", title.id);
    this.#plot.setAttribute("aria-label", text("noSamplesYet", metric.title));
    this.#values = metric.columns.map((column, nth) => figure(element.querySelector(".figures"), column, nth));
    this.#table = new Table(element.querySelector(".rows"), metric);
    this.#wireToggle(element.querySelector(".toggle"), onTable);
    new IntersectionObserver((seen) => this.#see(seen.at(-1).isIntersecting), NEARLY_IN_SIGHT).observe(element);
    addEventListener("beforeprint", () => this.#see(true));
  }

  /** Shows an optional panel with the first sample that it applies to; it then stays. */
  meet(sample) {
    if (this.#element.hidden && this.#metric.only(sample)) {
      this.#element.hidden = false;
    }
  }

  /** Draws only the graph, and only if it is visible. */
  draw(view) {
    this.#view = view;
    this.#blank(view.samples === 0);
    this.#drawIfInSight();
  }

  #see(inSight) {
    this.#inSight = inSight;
    this.#drawIfInSight();
  }

  /** On a phone most graphs are out of sight. One is created, and its code loaded, when it has something to show. */
  async #drawIfInSight() {
    if (!this.#inSight || !this.#view) {
      return;
    }
    if (!this.#graph && this.#view.samples > 0) {
      const { Graph } = await import("./graph.js");
      this.#graph ??= new Graph(this.#plot, this.#metric, this.#colours, (index) => this.#point(index));
    }
    this.#graph?.draw(this.#view);
  }

  /** Writes the figures, the table, and now and then the summary. */
  write(series, { force }) {
    if (!this.#view) {
      return;
    }
    this.#element.dataset.points = this.#view.samples;
    this.#writeFigures();
    if (this.#table.shown) {
      this.#table.update(series, this.#view.to);
    }
    const span = this.#view.to - this.#view.from;
    const now = performance.now();
    if (force || span !== this.#summedUp.span || now - this.#summedUp.at > SUMMARY_MILLIS) {
      this.#summedUp = { at: now, span };
      this.#plot.setAttribute("aria-label", this.#summary(span));
    }
  }

  explain(why) {
    this.#empty.textContent = why;
  }

  restyle(colours) {
    this.#colours = colours;
    this.#graph?.restyle(colours);
  }

  #blank(blank) {
    this.#empty.hidden = !blank;
    this.#element.classList.toggle("blank", blank);
  }

  #wireToggle(toggle, onTable) {
    toggle.setAttribute("aria-label", text("tableOf", this.#metric.title));
    toggle.addEventListener("click", () => {
      const shown = !this.#table.shown;
      toggle.setAttribute("aria-pressed", shown);
      this.#table.show(shown);
      this.#plot.classList.toggle("covered", shown);
      onTable();
    });
  }

  #point(index) {
    if (index !== this.#cursor) {
      this.#cursor = index;
      this.#writeFigures();
    }
  }

  /** Writes the values under the cursor, or the newest. */
  #writeFigures() {
    const { times = [], columns = [] } = this.#view ?? {};
    const pointed = this.#cursor !== null && this.#cursor < times.length;
    const index = pointed ? this.#cursor : times.length - 1;
    this.#element.classList.toggle("pointed", pointed);
    this.#body.dataset.at = pointed ? text("at", secondOf(times[index])) : "";
    this.#metric.columns.forEach((column, nth) => {
      const [value, unit = ""] = (index < 0 ? "–" : column.show(columns[column.place][index])).split("\u00a0");
      const [valueText, unitText] = this.#values[nth];
      valueText.textContent = value;
      unitText.textContent = unit && `\u00a0${unit}`;
    });
  }

  #summary(span) {
    const { title, columns, show } = this.#metric;
    const figures = columns
      .filter((column) => column.drawn !== false)
      .map(({ label, place }) => {
        const known = this.#view.columns[place].filter((value) => value !== null);
        if (known.length === 0) {
          return text("summaryUnknown", label);
        }
        const lowest = known.reduce((a, b) => Math.min(a, b));
        const highest = known.reduce((a, b) => Math.max(a, b));
        return text("summaryFigure", label, show(known.at(-1)), show(lowest), show(highest));
      });
    return text("summary", title, Math.round(span / 60_000), figures.join("; ")).replaceAll("\u00a0", " ");
  }
}

/** Adds a labelled value with the swatch of its line; returns the text nodes of value and unit. */
function figure(list, { label, drawn }, nth) {
  const item = document.createElement("div");
  const term = document.createElement("dt");
  const mark = document.createElement("span");
  const value = document.createElement("dd");
  const unit = document.createElement("span");
  mark.className = drawn === false ? "swatch none" : `swatch ${"ab"[nth]}`;
  unit.className = "unit";
  const valueText = document.createTextNode("–");
  const unitText = document.createTextNode("");
  unit.append(unitText);
  term.append(mark, label);
  value.append(valueText, unit);
  item.append(term, value);
  list.append(item);
  return [valueText, unitText];
}
