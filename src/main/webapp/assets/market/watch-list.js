// The list of all symbols: one row each, of which only changed ones are written.
import { showChange, wayOf } from "./change.js";
import { write } from "../write.js";
import { exact } from "./exact.js";

const SPARK_WIDTH = 100;
const SPARK_HEIGHT = 24;
const SPARK_MARGIN = 2;

export class WatchList {
  #body;
  #template;
  #book;
  #choose;
  #rows = new Map();
  #news = new Set();

  /** `choose(symbol)` is called when a symbol is chosen. */
  constructor(section, template, book, choose) {
    this.#body = section.querySelector("tbody");
    this.#template = template;
    this.#book = book;
    this.#choose = choose;
  }

  /** Creates a row for each symbol of the book, in order; all count as changed. */
  list() {
    const symbols = this.#book.symbols;
    for (const [symbol, { row }] of this.#rows) {
      if (!symbols.includes(symbol)) {
        row.remove();
        this.#rows.delete(symbol);
      }
    }
    symbols.forEach((symbol, nth) => {
      const known = this.#rows.get(symbol) ?? this.#make(symbol);
      if (this.#body.rows[nth] !== known.row) {
        this.#body.insertBefore(known.row, this.#body.rows[nth] ?? null);
      }
      this.#news.add(symbol);
    });
  }

  /** Marks a symbol as changed, to be written later. */
  note(symbol) {
    this.#news.add(symbol);
  }

  mark(chosen) {
    for (const [symbol, { row, button }] of this.#rows) {
      row.classList.toggle("chosen", symbol === chosen);
      button.setAttribute("aria-pressed", symbol === chosen);
    }
  }

  #make(symbol) {
    const row = this.#template.content.firstElementChild.cloneNode(true);
    const find = (name) => row.querySelector(name);
    const button = find(".symbol");
    button.textContent = symbol;
    row.dataset.symbol = symbol;
    row.addEventListener("click", () => this.#choose(symbol));
    const made = { row, button, line: find("polyline"), price: find(".price"), change: find(".change"), shown: null };
    this.#rows.set(symbol, made);
    return made;
  }

  /** Writes the changed rows. */
  write() {
    for (const symbol of this.#news) {
      const { quote, closes } = this.#book.of(symbol);
      if (quote !== null) {
        show(this.#rows.get(symbol), quote, closes);
      }
    }
    this.#news.clear();
  }
}

function show(row, quote, closes) {
  if (row.shown !== null && row.shown !== quote.price) {
    flash(row.price, wayOf(Number(quote.price) - Number(row.shown)));
  }
  row.shown = quote.price;
  write(row.price, exact(quote.price));
  showChange(row.change, quote);
  row.line.setAttribute("points", points(closes));
  row.line.dataset.way = wayOf(closes.at(-1) - closes[0]);
}

/** Alternates between two identical animations, which restarts the animation without a forced layout. */
function flash(element, way) {
  element.dataset.way = way;
  element.dataset.flash = element.dataset.flash === "a" ? "b" : "a";
}

function points(closes) {
  const low = Math.min(...closes);
  const span = Math.max(...closes) - low || 1;
  const height = SPARK_HEIGHT - 2 * SPARK_MARGIN;
  const step = SPARK_WIDTH / Math.max(1, closes.length - 1);
  return closes
    .map((close, nth) => `${(nth * step).toFixed(1)},${(SPARK_MARGIN + (1 - (close - low) / span) * height).toFixed(1)}`)
    .join(" ");
}
