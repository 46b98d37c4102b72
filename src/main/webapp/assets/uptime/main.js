// Sets up the page: the hub's report, then the checks from the stream → cards, incidents, the line for all.
import { secondOf } from "../intl.js";
import { paced } from "../pace.js";
import { furnish } from "../page.js";
import { Status } from "../status.js";
import { Stream } from "../stream.js";
import { text } from "../texts.js";
import { Api } from "./api.js";
import { Card } from "./card.js";
import { Editor } from "./editor.js";
import { Incidents } from "./incidents.js";
import { showOverall } from "./overall.js";
import { write } from "../write.js";
import { Targets } from "./targets.js";

const DRAW_MILLIS = 250;
const INCIDENTS_MILLIS = 1000;
/** how often to redraw what depends on the time */
const TICK_MILLIS = 15_000;
/** how often to ask the hub for the list of targets, for which there are no events */
const ASK_MILLIS = 60_000;
/** checks of private targets may not be on this page's stream */
const ASK_PRIVATE_MILLIS = 10_000;

const byId = (id) => document.getElementById(id);
const root = document.body.dataset.root;
const api = new Api(root);
const targets = new Targets();
const cards = new Map();
const status = new Status("uptime");
const pauseButton = byId("pause");
const incidents = new Incidents(byId("incidents"), byId("incident"), () => drawIncidents());
const editor = new Editor(byId("editor"), submit, closed);

/** begins where the hub's first response ends; null before */
let stream = null;
/** the ids of targets whose cards must be redrawn */
const changed = new Set();
let paused = false;
let unreadable = 0;
/** when the hub was last asked; 0 before the first response */
let askedAt = 0;
let isAsking = false;

const draw = paced(() => {
  if (paused) {
    return;
  }
  for (const id of changed) {
    cards.get(id)?.draw(targets.get(id), targets.now);
  }
  changed.clear();
  showOverall(byId("overall"), targets);
  drawIncidents();
}, DRAW_MILLIS);

const drawIncidents = paced(() => incidents.draw(targets.incidents(), targets.now), INCIDENTS_MILLIS);
const askSoon = paced(load, 2 * INCIDENTS_MILLIS);

function take(data) {
  let news;
  let check;
  try {
    check = JSON.parse(data);
    news = targets.take(check);
  } catch {
    unreadable += 1;
    return;
  }
  if (news) {
    changed.add(check.id);
    draw();
  } else if (news === null) {
    askSoon();
  }
}

async function load() {
  if (isAsking) {
    return;
  }
  isAsking = true;
  targets.expect();
  try {
    const answer = await api.read();
    targets.replace(answer);
    askedAt = Date.now();
    follow(answer.history.lastEventId);
    say("");
    place();
  } catch (refusal) {
    if (askedAt > 0) {
      say(text("oldNews", secondOf(askedAt)));
    } else {
      write(byId("overall").querySelector(".words"), text("word.unknown"));
      say(refusal.message, true);
    }
  }
  isAsking = false;
}

function follow(place) {
  if (stream === null) {
    stream = new Stream(["uptime"], ["uptime"], take, showStatus, { from: place });
    stream.start();
    setInterval(showStatus, 1000);
  }
}

function say(words, mayRetry = false) {
  write(byId("note"), words);
  byId("retry").hidden = !mayRetry;
}

/** Updates the cards to the targets, in their order, and redraws all. */
function place() {
  const list = byId("targets");
  for (const [id, card] of cards) {
    if (!targets.get(id)) {
      card.element.remove();
      cards.delete(id);
    }
  }
  [...targets].forEach(({ facts: { id } }, nth) => {
    if (!cards.has(id)) {
      cards.set(id, new Card(byId("card"), id, order));
      list.insertBefore(cards.get(id).element, list.children[nth] ?? null);
      cards.get(id).draw(targets.get(id), targets.now);
    }
  });
  byId("none").hidden = targets.size > 0;
  drawAll();
}

function drawAll() {
  [...targets].forEach(({ facts }) => changed.add(facts.id));
  draw();
}

async function order(verb, id, button) {
  if (verb === "remove" && button.dataset.sure !== "true") {
    makeSure(button, targets.get(id).facts.name);
    return;
  }
  try {
    if (verb === "edit") {
      editor.open(await api.find(id));
      return;
    }
    await api.remove(id);
    byId("targets-title").focus();
    await load();
  } catch (refusal) {
    say(refusal.message);
  }
}

/** Asks for confirmation: a second press deletes, unless the button loses focus in between. */
function makeSure(button, name) {
  const [before, label] = [button.textContent, button.getAttribute("aria-label")];
  button.dataset.sure = "true";
  button.textContent = text("reallyRemove");
  button.setAttribute("aria-label", text("reallyRemoveButton", name));
  button.addEventListener(
    "blur",
    () => {
      button.dataset.sure = "false";
      button.textContent = before;
      button.setAttribute("aria-label", label);
    },
    { once: true },
  );
}

async function submit(id, target) {
  await (id === null ? api.add(target) : api.replace(id, target));
  await load();
}

function closed(id) {
  const edit = cards.get(id)?.element.querySelector(".edit");
  (edit ?? byId("new")).focus();
}

function showStatus() {
  status.show(stream, paused, unreadable);
}

function togglePause() {
  paused = !paused;
  pauseButton.textContent = text(paused ? "resume" : "pause");
  drawAll();
  if (stream !== null) {
    showStatus();
  }
}

function watch() {
  const isPrivate = [...targets].some(({ facts }) => facts.private);
  const due = isPrivate ? ASK_PRIVATE_MILLIS : ASK_MILLIS;
  if (document.visibilityState === "visible" && !paused && Date.now() - askedAt > due) {
    load();
  }
}

furnish();
pauseButton.addEventListener("click", togglePause);
byId("new").addEventListener("click", () => editor.open(null));
byId("retry").addEventListener("click", load);
setInterval(watch, ASK_PRIVATE_MILLIS);
setInterval(drawAll, TICK_MILLIS);
load();
