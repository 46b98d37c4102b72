// Sets up the page: stream → series → panels.
import { millis } from "./event-id.js";
import { COLUMNS, GRAPHS } from "./metrics.js";
import { Nodes, showChoice } from "./nodes.js";
import { paced } from "./pace.js";
import { furnish } from "./page.js";
import { Panel } from "./panel.js";
import { Status, whyEmpty } from "./status.js";
import { recall, remember } from "./store.js";
import { Connected, writeTotals } from "./overview/connected.js";
import { NodeTable } from "./overview/node-table.js";
import { Topics } from "./overview/topics.js";
import { Stream } from "./stream.js";
import { palette } from "./theme.js";
import { text } from "./texts.js";
import { tryIt } from "./try-it.js";

const DRAW_MILLIS = 250;
/** a sample arrives every second */
const SILENCE_MILLIS = 20_000;
const WRITE_MILLIS = 1000;

const byId = (id) => document.getElementById(id);
const root = document.body.dataset.root;
const TOPIC = "monitor";

const nodes = new Nodes(COLUMNS.length);
const status = new Status(TOPIC);
const windowControl = byId("window");
const nodeControl = byId("node-choice");
const pauseButton = byId("pause");
/** the time at which the graphs are paused; null while they run */
let pausedAt = null;
let unreadable = 0;
let force = false;

const draw = paced(() => {
  const { series } = nodes;
  const to = pausedAt ?? series.lastTime ?? Date.now();
  const view = series.view(to - Number(windowControl.value) * 60_000, to);
  panels.forEach((panel) => panel.draw(view));
}, DRAW_MILLIS);

const write = paced(() => {
  panels.forEach((panel) => panel.write(nodes.series, { force }));
  force = false;
  if (nodes.shown) {
    byId("node").textContent = nodes.shown;
  }
  showChoice(byId("node-field"), nodeControl, nodes);
  nodeTable.write(nodes, pausedAt);
  byId("nodes-empty").hidden = nodes.shown !== "";
  topics.write();
  writeTotals(nodes, pausedAt);
}, WRITE_MILLIS);

const colours = palette();
const panels = GRAPHS.map((metric) => {
  const element = document.querySelector(`[data-graph="${metric.key}"]`);
  return new Panel(element, metric, colours, redraw);
});
const nodeTable = new NodeTable(byId("nodes-table"), showNode);
const topics = new Topics(byId("topics"));
const stream = new Stream([TOPIC], ["monitor"], take, showStatus, { patience: SILENCE_MILLIS });

function redraw() {
  draw();
  write();
}

function take(data) {
  try {
    const sample = JSON.parse(data);
    const values = COLUMNS.map((column) => column.pick(sample));
    nodes.add(String(sample.node ?? ""), millis(stream.lastId), sample.time, values);
    panels.forEach((panel) => panel.meet(sample));
    if (pausedAt === null) {
      topics.meet(sample);
    }
  } catch {
    unreadable += 1;
    return;
  }
  if (pausedAt === null) {
    redraw();
  }
}

function showStatus() {
  status.show(stream, pausedAt !== null, unreadable);
  const why = whyEmpty(stream);
  panels.forEach((panel) => panel.explain(why));
  topics.explain(why);
  byId("nodes-empty").textContent = why;
}

function togglePause() {
  pausedAt = pausedAt === null ? (nodes.series.lastTime ?? Date.now()) : null;
  pauseButton.textContent = text(pausedAt !== null ? "resume" : "pause");
  force = true;
  redraw();
  showStatus();
}

function showNode(name) {
  nodes.show(name);
  force = true;
  redraw();
}

function wireWindow() {
  const remembered = recall("window", windowControl.value);
  if ([...windowControl.options].some((option) => option.value === remembered)) {
    windowControl.value = remembered;
  }
  windowControl.addEventListener("change", () => {
    remember("window", windowControl.value);
    redraw();
  });
}

function wireKey() {
  const wanted = byId("shortcut");
  wanted.checked = recall("shortcut", "on") === "on";
  wanted.addEventListener("change", () => remember("shortcut", wanted.checked ? "on" : "off"));
  addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (wanted.checked && plain && !typing && event.key.toLowerCase() === "p") {
      togglePause();
    }
  });
}

furnish(() => {
  const changed = palette();
  panels.forEach((panel) => panel.restyle(changed));
});
nodeControl.addEventListener("change", () => showNode(nodeControl.value));
wireWindow();
wireKey();
pauseButton.addEventListener("click", togglePause);
tryIt(new URL(`${root}.well-known/mercure?topic=${TOPIC}`, location.href).href);
setInterval(showStatus, 1000);
stream.start();
if (document.body.dataset.admin === "true") {
  new Connected(`${root}.well-known/mercure/subscriptions`, () => pausedAt !== null).start();
}
