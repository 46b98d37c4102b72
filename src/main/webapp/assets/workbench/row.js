// One frame in the list: when it arrived, what it is, and its text as sent.
import { dates, numbers } from "../intl.js";
import { text } from "../texts.js";

/** More is shown on request: a list of megabytes would not scroll. */
const MOST_SHOWN = 1_200;

const clock = dates({
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});
const number = numbers();
const encoder = new TextEncoder();
const frames = new WeakMap();

export function row(template, frame) {
  const element = template.content.firstElementChild.cloneNode(true);
  const find = (selector) => element.querySelector(selector);
  frames.set(element, frame);
  element.value = frame.nth;
  element.dataset.kind = frame.kind;
  find("time").textContent = clock(frame.at);
  find(".kind").textContent = name(frame);
  find(".id").textContent = frame.id ?? "";
  find(".size").textContent = `${number(encoder.encode(frame.raw).length)}\u00a0B`;
  const wish = unfolding(frame);
  find(".unfold").hidden = wish === null;
  find(".unfold").textContent = wish === null ? "" : text(wish);
  find(".raw").textContent = short(frame.raw);
  return element;
}

/** Toggles the frame of a pressed button: formatted or whole, or as sent. */
export function unfold(button) {
  const element = button.closest(".frame");
  const frame = frames.get(element);
  const isOpen = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", isOpen);
  element.classList.toggle("open", isOpen);
  element.querySelector(".raw").textContent = isOpen ? whole(frame) : short(frame.raw);
}

function name({ kind, type, raw }) {
  if (kind === "event") {
    return type;
  }
  return text(kind === "comment" && raw === ":" ? "heartbeat" : kind);
}

/** Returns what a frame's button offers; null if everything is visible. */
function unfolding({ data, raw }) {
  if (data !== null && /^\s*[[{]/.test(data)) {
    return "pretty";
  }
  return raw.length > MOST_SHOWN ? "whole" : null;
}

function whole({ raw, data }) {
  try {
    const fields = raw.split("\n").filter((line) => !/^data(:|$)/.test(line));
    return [...fields, JSON.stringify(JSON.parse(data), null, 2)].join("\n");
  } catch {
    return raw;
  }
}

const short = (raw) =>
  raw.length > MOST_SHOWN ? `${raw.slice(0, MOST_SHOWN)}\n${text("cut", number(raw.length - MOST_SHOWN))}` : raw;
