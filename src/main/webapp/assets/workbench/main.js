// Sets up the workbench: forms → requests → the wire → frames; the token reader; and connected subscribers.
import { numbers, secondOf } from "../intl.js";
import { paced } from "../pace.js";
import { furnish } from "../page.js";
import { text } from "../texts.js";
import { Wire } from "../wire/wire.js";
import { write } from "../write.js";
import { describe, showAnswer, showProblem } from "./answer.js";
import { copies } from "./copies.js";
import { Listing } from "./listing.js";
import { publishForm, readPublication } from "./publish.js";
import { rememberForms } from "./remember.js";
import { bearer, canBeSent, subscription, tokenOf } from "./requests.js";
import { PUBLISH, SUBSCRIBE } from "./snippets.js";
import { tokenPanel } from "./token-panel.js";
import { line } from "./token-words.js";
import { Watch } from "./watch.js";

const COUNT_MILLIS = 500;
const RATE_MILLIS = 5_000;
const NOTES = { connecting: "connectingNote", live: "waiting", reconnecting: "reconnectingNote" };

const byId = (id) => document.getElementById(id);
const number = numbers();
const decimal = numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 });

const listing = new Listing();
const wire = new Wire({ frames: take, answer: (answer) => showAnswer(answer, wire.lastId), state: stateChanged });
const count = paced(showCounts, COUNT_MILLIS);
let events = 0;
let others = 0;
/** the wire's byte count when the counts were cleared */
let bytesBefore = 0;
/** when events arrived and how many, in the last seconds */
let recent = [];
let openedAt = 0;

function take(frames, at) {
  const fresh = frames.filter(({ kind }) => kind === "event").length;
  events += fresh;
  others += frames.length - fresh;
  recent.push([at, fresh]);
  listing.take(frames, at);
  count();
}

function showCounts() {
  const since = Date.now() - RATE_MILLIS;
  recent = recent.filter(([at]) => at > since);
  const rate = recent.reduce((sum, [, fresh]) => sum + fresh, 0) / (RATE_MILLIS / 1000);
  const shown = { events: number(events), others: number(others), bytes: number(wire.bytes - bytesBefore), rate: decimal(rate) };
  for (const [name, words] of Object.entries(shown)) {
    write(byId(`count-${name}`), words);
  }
}

/** Returns the form's request, or null after showing what is missing. */
function readSubscription() {
  const request = subscription();
  const isReady = request !== null && canBeSent({ ...request.headers, "Last-Event-ID": request.lastId });
  byId("sub-error").textContent = isReady ? "" : text(request === null ? "noTopic" : "badHeader");
  return isReady ? request : null;
}

function subscribe() {
  const request = readSubscription();
  if (request !== null) {
    byId("answer-gap").hidden = true;
    wire.open(request);
  }
}

function stateChanged() {
  if (wire.state === "live") {
    openedAt = Date.now();
  }
  byId("sub-stop").disabled = !["connecting", "live", "reconnecting"].includes(wire.state);
  listing.explain(NOTES[wire.state] ?? "nothingYet");
  showProblem(wire.problem);
  showStatus();
}

function showStatus() {
  const state = listing.paused ? "paused" : wire.state;
  if (byId("state").dataset.state !== state) {
    byId("state").dataset.state = state;
    byId("state-word").textContent = text(state);
  }
  write(byId("state-detail"), detail());
}

function detail() {
  switch (wire.state) {
    case "connecting":
      return text("asks");
    case "live":
      return text("from", secondOf(openedAt));
    case "reconnecting":
      return wire.retryAt === null ? text("tryingAgain") : waiting(Math.max(1, Math.ceil((wire.retryAt - Date.now()) / 1000)));
    case "refused":
      return String(wire.problem.status || text("noSuchHub"));
    default:
      return wire.state === "ended" ? text("endedDetail") : "";
  }
}

function waiting(seconds) {
  return text("nextTryBecause", wire.problem === null ? text("endedDetail") : describe(wire.problem), seconds);
}

function togglePause() {
  listing.pause(!listing.paused);
  byId("pause").textContent = text(listing.paused ? "resume" : "pause");
  showStatus();
}

function clear() {
  events = 0;
  others = 0;
  bytesBefore = wire.bytes;
  recent = [];
  listing.clear();
  count();
}

function showTokens() {
  write(byId("sub-token-says"), line(tokenOf(byId("sub-token").value), "emptyToken"));
  write(byId("pub-token-says"), line(tokenOf(byId("pub-token").value), "emptyTokenPub"));
}

furnish();
rememberForms(["subscribe", "publish"].map((id) => byId(id).querySelector("form")));
byId("subscribe").querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  subscribe();
});
byId("sub-stop").addEventListener("click", () => wire.close());
byId("clear").addEventListener("click", clear);
byId("pause").addEventListener("click", togglePause);
for (const id of ["sub-token", "pub-token"]) {
  byId(id).addEventListener("input", showTokens);
}
publishForm();
copies(byId("sub-code"), SUBSCRIBE, readSubscription);
copies(byId("pub-code"), PUBLISH, readPublication);
tokenPanel((target, token) => {
  byId(`${target}-token`).value = token;
  showTokens();
});
showTokens();
new Watch(() => bearer(tokenOf(byId("sub-token").value)));
setInterval(() => {
  showStatus();
  showCounts();
}, 1000);
