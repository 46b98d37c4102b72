// What is shown: one entry per graph, one column per figure. Everything else follows from this list.
import * as format from "./format.js";
import { text } from "./texts.js";

const MEBIBYTE = 1024 * 1024;
const doubling = (first, many) => Array.from({ length: many }, (_, power) => first * 2 ** power);
const hasRedis = (sample) => Boolean(sample.redis);
const wholeSteps = [1, 10, 100, 1e3, 1e4, 1e5, 1e6].flatMap((ten) => [ten, 2 * ten, 5 * ten]);

/**
 * `show` formats a figure, `axis` a tick; `floor` is the least upper end of the axis, `ceiling` the greatest; `steps`
 * are the possible distances of ticks. A column's `unit` is in the head of its table column, whose cells are the value
 * times `factor` with `digits` decimals; `drawn: false` omits it from the graph. The panel of a graph with `only` is
 * hidden until `only` is true for a sample.
 */
export const GRAPHS = [
  {
    key: "cpu",
    title: text("cpu"),
    show: format.percent,
    axis: format.wholePercent,
    floor: 0.1,
    ceiling: 1,
    steps: [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5],
    columns: [
      { label: text("process"), unit: "%", factor: 100, digits: 1, pick: (sample) => sample.cpu?.process },
      { label: text("system"), unit: "%", factor: 100, digits: 1, pick: (sample) => sample.cpu?.system },
    ],
  },
  {
    key: "heap",
    title: text("heap"),
    show: format.binaryBytes,
    axis: format.binaryBytes,
    floor: 16 * MEBIBYTE,
    steps: doubling(MEBIBYTE, 20),
    columns: [
      { label: text("used"), unit: "MiB", factor: 1 / MEBIBYTE, digits: 1, pick: (sample) => sample.heap?.used },
      { label: text("committed"), unit: "MiB", factor: 1 / MEBIBYTE, digits: 1, pick: (sample) => sample.heap?.committed },
      {
        label: text("max"),
        unit: "MiB",
        factor: 1 / MEBIBYTE,
        digits: 1,
        drawn: false,
        pick: (sample) => sample.heap?.max,
      },
    ],
  },
  {
    key: "gc",
    title: text("gc"),
    show: format.millis,
    axis: format.millis,
    floor: 10,
    steps: wholeSteps,
    stepped: true,
    columns: [
      { label: text("gcPause"), unit: "ms", digits: 0, pick: (sample) => sample.gc?.pauseMillis },
      {
        label: text("collections"),
        unit: "",
        digits: 0,
        show: format.count,
        drawn: false,
        pick: (sample) => sample.gc?.collections,
      },
    ],
  },
  {
    key: "threads",
    title: text("threads"),
    show: format.count,
    axis: format.count,
    floor: 10,
    steps: wholeSteps,
    columns: [{ label: text("liveThreads"), unit: "", digits: 0, pick: (sample) => sample.threads }],
  },
  {
    key: "load",
    title: text("load"),
    show: format.hundredths,
    axis: format.hundredths,
    floor: 1,
    steps: [0.05, 0.1, 0.2, 0.25, 0.5, ...wholeSteps],
    columns: [{ label: text("lastMinute"), unit: "", digits: 2, pick: (sample) => sample.load }],
  },
  {
    key: "files",
    title: text("files"),
    show: format.count,
    axis: format.count,
    floor: 10,
    steps: wholeSteps,
    columns: [
      { label: text("open"), unit: "", digits: 0, pick: (sample) => sample.files?.open },
      { label: text("allowed"), unit: "", digits: 0, drawn: false, pick: (sample) => sample.files?.max },
    ],
  },
  {
    key: "disk",
    title: text("disk"),
    show: format.binaryBytes,
    axis: format.binaryBytes,
    floor: 64 * MEBIBYTE,
    steps: doubling(16 * MEBIBYTE, 24),
    columns: [
      {
        label: text("used"),
        unit: "MiB",
        factor: 1 / MEBIBYTE,
        digits: 0,
        pick: ({ disk }) => (Number.isFinite(disk?.total) ? disk.total - disk.free : null),
      },
      { label: text("free"), unit: "MiB", factor: 1 / MEBIBYTE, digits: 0, drawn: false, pick: (sample) => sample.disk?.free },
    ],
  },
  {
    key: "streams",
    title: text("openStreams"),
    show: format.count,
    axis: format.count,
    floor: 4,
    steps: wholeSteps,
    stepped: true,
    columns: [
      { label: text("streams"), unit: "", digits: 0, pick: (sample) => sample.streams },
      { label: text("subscriptions"), unit: "", digits: 0, drawn: false, pick: (sample) => sample.channels },
    ],
  },
  {
    key: "events",
    title: text("events"),
    show: format.perSecond,
    axis: format.fixed("/s", 0),
    floor: 4,
    steps: wholeSteps,
    columns: [
      { label: text("in"), unit: text("unitPerSecond"), digits: 1, pick: (sample) => sample.events?.inPerSecond },
      { label: text("out"), unit: text("unitPerSecond"), digits: 1, pick: (sample) => sample.events?.outPerSecond },
    ],
  },
  {
    key: "latency",
    title: text("latency"),
    show: format.latency,
    axis: format.latencyTick,
    floor: 0.5,
    steps: [0.05, 0.1, 0.2, 0.25, 0.5, ...wholeSteps],
    columns: [
      { label: text("latencyHalf"), unit: "ms", digits: 2, pick: (sample) => sample.delivery?.p50Millis },
      { label: text("latencyMost"), unit: "ms", digits: 2, pick: (sample) => sample.delivery?.p99Millis },
    ],
  },
  {
    key: "bytes",
    title: text("bytes"),
    show: format.bytesPerSecond,
    axis: format.bytesPerSecond,
    floor: 1000,
    steps: wholeSteps.map((step) => step * 100),
    columns: [{ label: text("rate"), unit: text("unitBytesPerSecond"), digits: 0, pick: (sample) => sample.bytesOutPerSecond }],
  },
  {
    key: "redis-memory",
    title: text("redisMemory"),
    only: hasRedis,
    show: format.binaryBytes,
    axis: format.binaryBytes,
    floor: MEBIBYTE,
    steps: doubling(MEBIBYTE / 8, 24),
    columns: [
      { label: text("used"), unit: "MiB", factor: 1 / MEBIBYTE, digits: 1, pick: (sample) => sample.redis?.usedMemory },
      { label: text("redisLog"), unit: text("unitEvents"), digits: 0, show: format.count, drawn: false, pick: (sample) => sample.redis?.logLength },
    ],
  },
  {
    key: "redis-commands",
    title: text("redisCommands"),
    only: hasRedis,
    show: format.perSecond,
    axis: format.fixed("/s", 0),
    floor: 10,
    steps: wholeSteps,
    columns: [
      { label: text("run"), unit: text("unitPerSecond"), digits: 0, pick: (sample) => sample.redis?.opsPerSecond },
      { label: text("clients"), unit: "", digits: 0, show: format.count, drawn: false, pick: (sample) => sample.redis?.clients },
    ],
  },
  {
    key: "redis-ping",
    title: text("redisPing"),
    only: hasRedis,
    show: format.fixed("ms", 2),
    axis: format.fixed("ms", 1),
    floor: 1,
    steps: [0.1, 0.2, 0.25, 0.5, ...wholeSteps],
    columns: [{ label: text("roundTrip"), unit: "ms", digits: 2, pick: (sample) => sample.redis?.pingMillis }],
  },
];

/** Returns a column of a graph, by the graph's key. */
export const columnOf = (key, nth = 0) => GRAPHS.find((graph) => graph.key === key).columns[nth];

/** All columns in order; each knows its position, and how its figures are shown. */
export const COLUMNS = GRAPHS.flatMap((graph) => graph.columns);
COLUMNS.forEach((column, place) => {
  column.place = place;
});
GRAPHS.forEach((graph) => graph.columns.forEach((column) => (column.show ??= graph.show)));
