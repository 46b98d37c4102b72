// The candle chart: one canvas, drawn at most once per frame, and a crosshair for pointers and keys.
import { paced } from "../pace.js";
import { colours } from "../theme.js";
import { places, rounded } from "./exact.js";
import { layout, slotFor } from "./layout.js";
import { paint } from "./paint.js";

const CHARACTER_PIXELS = 6.5; // width of a digit in the canvas's font
const AXIS_PADDING = 14;
const PAGE = 10;
const LIVE_MILLIS = 200;

export class Chart {
  /** requests a redraw in the next frame */
  draw = paced(() => this.#paint(), 0);
  /** the same, throttled, for live data */
  drawLive = paced(this.draw, LIVE_MILLIS);

  #element;
  #canvas;
  #pen;
  #onPoint;
  #describe;
  #ink;
  #width = 0;
  #height = 0;
  /** { shown, length }: `shown` returns the candles and averages to draw */
  #model = null;
  /** how many candles are hidden at the right */
  #hidden = 0;
  /** the start of the candle under the crosshair, and the height of the pointer; null without one */
  #point = null;
  #place = null;

  /**
   * `onPoint(nth)` receives the index of the candle under the crosshair, or null, with each drawing; `describe(nth)`
   * returns a candle in words, for users who move the crosshair with keys.
   */
  constructor(element, onPoint, describe) {
    this.#element = element;
    this.#canvas = element.querySelector("canvas");
    this.#pen = this.#canvas.getContext("2d");
    this.#onPoint = onPoint;
    this.#describe = describe;
    this.restyle();
    new ResizeObserver(([{ contentRect }]) => this.#resize(contentRect)).observe(element);
    this.#listen();
  }

  /** Shows another series, from its newest candle. */
  show(model) {
    this.#model = model;
    this.#hidden = 0;
    this.#point = null;
    this.draw();
  }

  /** Reads the colours again and paints at once, because there is no other frame before printing. */
  restyle() {
    const [up, down, first, second, text, grid, surface, ink] = colours(
      ...["up", "down", "series-a", "series-b", "muted", "grid", "surface", "text"],
    );
    this.#ink = { up, down, averages: [first, second], text, grid, surface, ink };
    this.#paint();
  }

  get #candles() {
    return this.#model?.shown().candles ?? [];
  }

  #resize({ width, height }) {
    this.#width = Math.floor(width);
    this.#height = Math.floor(height);
    this.draw();
  }

  #paint() {
    const all = this.#candles;
    if (this.#width === 0 || all.length === 0) {
      this.#pen.clearRect(0, 0, this.#width, this.#height);
      this.#onPoint(null);
      return;
    }
    this.#scale();
    const view = this.#view(all);
    this.#place = { ...layout(view, { width: this.#width, height: this.#height, axis: view.axis }), first: view.first };
    paint(this.#pen, view, this.#place, this.#ink);
    this.#onPoint(view.point === null ? null : view.first + view.point.nth);
  }

  /** Sets the canvas size only if it has changed, because that clears it. */
  #scale() {
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(this.#width * ratio), Math.round(this.#height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    this.#pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  #view(all) {
    const { averages } = this.#model.shown();
    const last = all.at(-1);
    const digits = places(last.close);
    const axis = Math.ceil(rounded(last.close, digits).length * CHARACTER_PIXELS) + AXIS_PADDING;
    const slot = slotFor(this.#width - axis, all.length);
    const visible = Math.floor((this.#width - axis) / slot);
    this.#hidden = Math.max(0, Math.min(this.#hidden, all.length - visible));
    const end = all.length - this.#hidden;
    const first = Math.max(0, end - visible);
    const candles = all.slice(first, end);
    const nth = this.#point === null ? -1 : candles.findIndex(({ start }) => start === this.#point.start);
    return {
      candles,
      lines: averages.map((line) => line.slice(first, end)),
      length: this.#model.length,
      last,
      digits,
      axis,
      slot,
      first,
      point: nth < 0 ? null : { nth, y: this.#point.y },
    };
  }

  #listen() {
    const element = this.#element;
    const move = (event) => this.#pointAt(event);
    element.addEventListener("pointerdown", move);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerleave", () => this.#leave());
    element.addEventListener("focus", () => this.#tell(this.#candles.length - 1));
    element.addEventListener("blur", () => this.#leave());
    element.addEventListener("keydown", (event) => this.#key(event));
  }

  #pointAt({ clientX, clientY }) {
    const all = this.#candles;
    if (all.length === 0 || this.#place === null) {
      return;
    }
    const box = this.#element.getBoundingClientRect();
    const nth = this.#place.first + this.#place.nthAt(clientX - box.left);
    const candle = all[Math.max(this.#place.first, Math.min(nth, all.length - 1 - this.#hidden))];
    this.#point = { start: candle.start, y: clientY - box.top };
    this.draw();
  }

  #leave() {
    this.#point = null;
    this.#hidden = 0;
    this.draw();
  }

  #key(event) {
    const all = this.#candles;
    if (event.key === "Escape") {
      this.#leave();
      return;
    }
    const at = all.findIndex(({ start }) => start === this.#point?.start);
    const now = at < 0 ? all.length - 1 : at;
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: -PAGE, PageDown: PAGE };
    const jumps = { Home: 0, End: all.length - 1 };
    const wanted = jumps[event.key] ?? (event.key in steps ? (at < 0 ? now : now + steps[event.key]) : null);
    if (wanted === null || all.length === 0 || this.#place === null) {
      return;
    }
    event.preventDefault();
    this.#pointTo(Math.max(0, Math.min(wanted, all.length - 1)), all);
  }

  /** Moves the chart as far as needed to show the candle. */
  #pointTo(nth, all) {
    const visible = Math.floor((this.#width - this.#place.axis) / this.#place.slot);
    const after = all.length - 1 - nth;
    this.#hidden = Math.max(Math.min(this.#hidden, after), after - visible + 1);
    this.#point = { start: all[nth].start, y: null };
    this.#tell(nth);
    this.draw();
  }

  #tell(nth) {
    if (nth >= 0) {
      this.#element.setAttribute("aria-valuemax", this.#candles.length);
      this.#element.setAttribute("aria-valuenow", nth + 1);
      this.#element.setAttribute("aria-valuetext", this.#describe(nth));
    }
  }
}
