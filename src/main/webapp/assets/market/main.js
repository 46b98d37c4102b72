// Sets up the market page: API → book → list and chart, and the stream that continues from there.
import { isAfter } from "../event-id.js";
import { paced } from "../pace.js";
import { furnish } from "../page.js";
import { Status } from "../status.js";
import { recall } from "../store.js";
import { Stream } from "../stream.js";
import { text } from "../texts.js";
import { AlertForm } from "./alert-form.js";
import { Alerts } from "./alerts.js";
import { Api } from "./api.js";
import { Book } from "./book.js";
import { parse } from "./exact.js";
import { gate, showOrigin } from "./gate.js";
import { Instrument } from "./instrument.js";
import { WatchList } from "./watch-list.js";

const DRAW_MILLIS = 250;

const byId = (id) => document.getElementById(id);
const root = document.body.dataset.root;

const api = new Api(root);
const status = new Status("market");
const book = new Book();
const watchList = new WatchList(byId("watch"), byId("symbol-row"), book, choose);
const instrument = new Instrument(api, () => listen());
const alerts = new Alerts(api);
const form = new AlertForm(setAlert);
let stream = null;
/** where the stream continues when it is moved: a stream that has just been moved has no last event of its own */
let place = "";
let isPaused = false;
let unreadable = 0;
/** whether the stream was interrupted since the candles were loaded */
let wasAway = false;

const draw = paced(() => {
  watchList.write();
  if (instrument.symbol !== null) {
    instrument.draw(book.of(instrument.symbol));
  }
}, DRAW_MILLIS);

async function load() {
  gate(text("loading"));
  try {
    const overview = await api.overview();
    showOrigin(overview.source);
    if (overview.source === "off") {
      gate(text("off"));
      return;
    }
    book.replace(overview);
    place = overview.lastEventId;
    open();
    follow();
    alerts.refresh();
  } catch (refusal) {
    gate(refusal.status === 0 ? text("noAnswer") : text("failed", refusal.message), { canRetry: true });
  }
}

/** Shows the market as soon as there is a symbol. */
function open() {
  const symbols = book.symbols;
  if (symbols.length === 0) {
    gate(text("noQuotes"));
    return;
  }
  gate("");
  watchList.list();
  form.list(symbols);
  const remembered = recall("market.symbol", symbols[0]);
  choose(instrument.symbol ?? (symbols.includes(remembered) ? remembered : symbols[0]));
}

function choose(symbol) {
  instrument.choose(symbol);
  watchList.mark(symbol);
  form.choose(symbol);
  draw();
}

function topics() {
  return ["market", ...(instrument.symbol === null ? [] : instrument.topics), ...alerts.topics];
}

function follow() {
  stream = new Stream(topics(), ["quote", "candle", "analysis", "alert"], take, showStatus, { from: place });
  stream.start();
  setInterval(showStatus, 1000);
}

/** Moves the stream to other topics, from its position or an earlier one. */
function listen(from = place) {
  stream?.move(topics(), from);
}

/** Sets an alert, which may fire before the hub has responded. */
async function setAlert(wish) {
  const before = place;
  await alerts.set(wish);
  listen(before);
}

const HEARD = {
  quote(quote) {
    instrument.hear(quote);
    if (book.hear(quote)) {
      open();
    }
    watchList.note(quote.symbol);
  },
  analysis: (analysis) => book.analyse(analysis),
  candle: (candle) => instrument.finish(candle),
  alert: (firing) => alerts.tell(firing, stream.lastId),
};

/** After a step back the stream repeats events. */
function isRepeated(type) {
  return type === "alert" ? alerts.hasTold(stream.lastId) : !isAfter(stream.lastId, place);
}

function take(data, type) {
  if (isRepeated(type)) {
    return;
  }
  place = isAfter(stream.lastId, place) ? stream.lastId : place;
  try {
    HEARD[type](parse(data));
  } catch {
    unreadable += 1;
    return;
  }
  if (!isPaused) {
    draw();
  }
}

function showStatus() {
  status.show(stream, isPaused, unreadable);
  instrument.explain(stream.state);
  if (stream.state === "live" && wasAway) {
    instrument.load();
  }
  wasAway = ["reconnecting", "offline"].includes(stream.state);
}

function togglePause() {
  isPaused = !isPaused;
  byId("pause").textContent = text(isPaused ? "resume" : "pause");
  draw.now(); // at once, before more data arrives
  showStatus();
}

furnish(() => instrument.restyle());
byId("pause").addEventListener("click", () => stream && togglePause());
byId("gate-retry").addEventListener("click", load);
load();
