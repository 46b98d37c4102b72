// What is shown instead of the market while there is none: that it is loaded, off, silent, or cannot be read.
import { text } from "../texts.js";
import { write } from "../write.js";

const byId = (id) => document.getElementById(id);
const PARTS = ["watch", "instrument", "alerts"];

/** Shows the market, or with a reason that. */
export function gate(reason, { canRetry = false } = {}) {
  const isOpen = reason === "";
  byId("gate").hidden = isOpen;
  PARTS.forEach((part) => (byId(part).hidden = !isOpen));
  write(byId("gate-note"), reason);
  byId("gate-retry").hidden = !canRetry;
}

/** Says where the prices come from; nobody should mistake a simulation for a market. */
export function showOrigin(source) {
  const origin = byId("origin");
  origin.hidden = source === "off";
  origin.dataset.source = source;
  if (source !== "off") {
    write(origin.querySelector(".badge"), text(source));
    write(origin.querySelector(".explained"), text(`${source}Long`));
  }
  // There is no connection to speak of, where nothing is asked for.
  document.querySelector(".bar").hidden = source === "off";
}
