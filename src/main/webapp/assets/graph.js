// One uPlot canvas: how it is drawn and resized.
import uPlot from "./vendor/uplot/uPlot.esm.js";
import { drawDense } from "./dense.js";
import { minuteOf, secondOf } from "./intl.js";

const AXIS_FONT = '11px system-ui, "Segoe UI", Roboto, sans-serif';
const CHARACTER_PIXELS = 7; // a wide digit of that font
const DASHES = [undefined, [6, 4]];
const MINUTE = 60_000;
const PADDING_RIGHT = 10;
const TIME_STEPS = [5e3, 10e3, 15e3, 30e3, ...[1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE)];

export class Graph {
  #plot;
  #view = { from: 0, to: 1, times: [], columns: [] };
  #colours;
  #columns;

  /** `onCursor(index)` receives the position in the view under the cursor, or null. */
  constructor(element, metric, colours, onCursor) {
    this.#colours = colours;
    this.#columns = metric.columns.filter((column) => column.drawn !== false);
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    this.#plot = new uPlot(this.#options(metric, size(), onCursor), this.#data(), element);
    new ResizeObserver(() => element.clientWidth > 0 && this.#plot.setSize(size())).observe(element);
  }

  draw(view) {
    this.#view = view;
    this.#plot.setData(this.#data());
  }

  restyle(colours) {
    this.#colours = colours;
    this.#plot.redraw();
  }

  #data() {
    return [this.#view.times, ...this.#columns.map(({ place }) => this.#view.columns[place] ?? [])];
  }

  #options(metric, size, onCursor) {
    return {
      ...size,
      ms: 1,
      padding: [8, PADDING_RIGHT, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false, setScale: false },
        points: { size: 7 },
        sync: { key: "freshet", scales: ["x", null], setSeries: false },
      },
      hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)] },
      scales: {
        x: { range: () => [this.#view.from, this.#view.to] },
        y: { range: (_, __, highest) => [0, reach(metric, highest)] },
      },
      axes: [this.#timeAxis(), this.#valueAxis(metric)],
      series: [{}, ...this.#columns.map((_, nth) => this.#series(metric, nth))],
    };
  }

  #series(metric, nth) {
    const sparse = metric.stepped ? uPlot.paths.stepped({ align: -1 }) : uPlot.paths.linear();
    return {
      stroke: () => this.#colours.series[nth],
      fill: () => this.#colours.fills[nth],
      width: 1.75,
      dash: DASHES[nth],
      paths: (...place) => (this.#view.isThinned ? drawDense : sparse)(...place),
      // a line needs two points: draw dots below that
      points: { show: (_, __, first, last) => last - first < 2, size: 5 },
    };
  }

  #timeAxis() {
    return {
      ...this.#axis(),
      size: 26,
      gap: 8,
      space: 64,
      incrs: TIME_STEPS,
      values: (plot, ticks, _, __, step) => {
        const write = step < MINUTE ? secondOf : minuteOf;
        return ticks.map((tick) => (fits(plot, tick, write(tick)) ? write(tick) : ""));
      },
    };
  }

  #valueAxis(metric) {
    return {
      ...this.#axis(),
      size: 62, // the same for all graphs, so that times are aligned down the page
      space: 32,
      incrs: metric.steps,
      values: (_, ticks) => ticks.map((tick) => metric.axis(tick)),
    };
  }

  #axis() {
    return {
      stroke: () => this.#colours.text,
      font: AXIS_FONT,
      gap: 4,
      grid: { stroke: () => this.#colours.grid, width: 1 },
      ticks: { show: false },
    };
  }
}

/** Returns whether a label, centred on its tick, is not cut off at the right end. */
function fits(plot, tick, label) {
  const { min, max } = plot.scales.x;
  const rest = ((max - tick) / (max - min)) * (plot.bbox.width / devicePixelRatio);
  return rest + PADDING_RIGHT >= (label.length * CHARACTER_PIXELS) / 2;
}

/** Returns where the axis ends: slightly above the highest value. */
function reach(metric, highest) {
  const wanted = Math.max(metric.floor, (highest ?? 0) * 1.12);
  return Math.min(wanted, metric.ceiling ?? Infinity);
}
