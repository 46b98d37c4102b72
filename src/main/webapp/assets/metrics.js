// What is shown: one entry a graph, one column a figure. Everything else follows from this list.
import * as format from "./format.js";

const MEBIBYTE = 1024 * 1024;
const doubling = (first, many) => Array.from({ length: many }, (_, power) => first * 2 ** power);
const hasRedis = (sample) => Boolean(sample.redis);
const wholeSteps = [1, 10, 100, 1e3, 1e4, 1e5, 1e6].flatMap((ten) => [ten, 2 * ten, 5 * ten]);

/**
 * `show` writes a figure, `axis` a tick; `floor` is the least that the axis reaches up to, `ceiling` the most;
 * `steps` are the distances that ticks may have. A column's `unit` heads its table column, whose cells are the value
 * times `factor` with `digits` decimals; `drawn: false` leaves it out of the graph. A graph with `only` is hidden until
 * there is a sample for which that is true.
 */
export const GRAPHS = [
  {
    key: "cpu",
    title: "CPU",
    show: format.percent,
    axis: format.wholePercent,
    floor: 0.1,
    ceiling: 1,
    steps: [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5],
    columns: [
      { label: "Process", unit: "%", factor: 100, digits: 1, pick: (sample) => sample.cpu?.process },
      { label: "System", unit: "%", factor: 100, digits: 1, pick: (sample) => sample.cpu?.system },
    ],
  },
  {
    key: "heap",
    title: "Heap",
    show: format.binaryBytes,
    axis: format.binaryBytes,
    floor: 16 * MEBIBYTE,
    steps: doubling(MEBIBYTE, 20),
    columns: [
      { label: "Used", unit: "MiB", factor: 1 / MEBIBYTE, digits: 1, pick: (sample) => sample.heap?.used },
      { label: "Committed", unit: "MiB", factor: 1 / MEBIBYTE, digits: 1, pick: (sample) => sample.heap?.committed },
      {
        label: "Max",
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
    title: "GC pause",
    show: format.millis,
    axis: format.millis,
    floor: 10,
    steps: wholeSteps,
    stepped: true,
    columns: [
      { label: "Pause", unit: "ms", digits: 0, pick: (sample) => sample.gc?.pauseMillis },
      {
        label: "Collections",
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
    title: "Threads",
    show: format.count,
    axis: format.count,
    floor: 10,
    steps: wholeSteps,
    columns: [{ label: "Live threads", unit: "", digits: 0, pick: (sample) => sample.threads }],
  },
  {
    key: "load",
    title: "Load",
    show: format.hundredths,
    axis: format.hundredths,
    floor: 1,
    steps: [0.05, 0.1, 0.2, 0.25, 0.5, ...wholeSteps],
    columns: [{ label: "Last minute", unit: "", digits: 2, pick: (sample) => sample.load }],
  },
  {
    key: "files",
    title: "File handles",
    show: format.count,
    axis: format.count,
    floor: 10,
    steps: wholeSteps,
    columns: [
      { label: "Open", unit: "", digits: 0, pick: (sample) => sample.files?.open },
      { label: "Allowed", unit: "", digits: 0, drawn: false, pick: (sample) => sample.files?.max },
    ],
  },
  {
    key: "disk",
    title: "Disk",
    show: format.binaryBytes,
    axis: format.binaryBytes,
    floor: 64 * MEBIBYTE,
    steps: doubling(16 * MEBIBYTE, 24),
    columns: [
      {
        label: "Used",
        unit: "MiB",
        factor: 1 / MEBIBYTE,
        digits: 0,
        pick: ({ disk }) => (Number.isFinite(disk?.total) ? disk.total - disk.free : null),
      },
      { label: "Free", unit: "MiB", factor: 1 / MEBIBYTE, digits: 0, drawn: false, pick: (sample) => sample.disk?.free },
    ],
  },
  {
    key: "streams",
    title: "Open streams",
    show: format.count,
    axis: format.count,
    floor: 4,
    steps: wholeSteps,
    stepped: true,
    columns: [{ label: "Streams", unit: "", digits: 0, pick: (sample) => sample.streams }],
  },
  {
    key: "events",
    title: "Events",
    show: format.perSecond,
    axis: format.fixed("/s", 0),
    floor: 4,
    steps: wholeSteps,
    columns: [
      { label: "In", unit: "per s", digits: 1, pick: (sample) => sample.events?.inPerSecond },
      { label: "Out", unit: "per s", digits: 1, pick: (sample) => sample.events?.outPerSecond },
    ],
  },
  {
    key: "bytes",
    title: "Bytes out",
    show: format.bytesPerSecond,
    axis: format.bytesPerSecond,
    floor: 1000,
    steps: wholeSteps.map((step) => step * 100),
    columns: [{ label: "Rate", unit: "B per s", digits: 0, pick: (sample) => sample.bytesOutPerSecond }],
  },
  {
    key: "redis-memory",
    title: "Redis memory",
    only: hasRedis,
    show: format.binaryBytes,
    axis: format.binaryBytes,
    floor: MEBIBYTE,
    steps: doubling(MEBIBYTE / 8, 24),
    columns: [
      { label: "Used", unit: "MiB", factor: 1 / MEBIBYTE, digits: 1, pick: (sample) => sample.redis?.usedMemory },
      { label: "Log", unit: "events", digits: 0, show: format.count, drawn: false, pick: (sample) => sample.redis?.logLength },
    ],
  },
  {
    key: "redis-commands",
    title: "Redis commands",
    only: hasRedis,
    show: format.perSecond,
    axis: format.fixed("/s", 0),
    floor: 10,
    steps: wholeSteps,
    columns: [
      { label: "Run", unit: "per s", digits: 0, pick: (sample) => sample.redis?.opsPerSecond },
      { label: "Clients", unit: "", digits: 0, show: format.count, drawn: false, pick: (sample) => sample.redis?.clients },
    ],
  },
  {
    key: "redis-ping",
    title: "Redis ping",
    only: hasRedis,
    show: format.fixed("ms", 2),
    axis: format.fixed("ms", 1),
    floor: 1,
    steps: [0.1, 0.2, 0.25, 0.5, ...wholeSteps],
    columns: [{ label: "Round trip", unit: "ms", digits: 2, pick: (sample) => sample.redis?.pingMillis }],
  },
];

/** All columns in order; each knows its place. */
export const COLUMNS = GRAPHS.flatMap((graph) => graph.columns);
COLUMNS.forEach((column, place) => {
  column.place = place;
});
