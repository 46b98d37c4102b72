// The message shown instead of the market: it is loading, off, silent, or cannot be read.
import { text } from "../texts.js";
import { write } from "../write.js";

const byId = (id) => document.getElementById(id);
const PARTS = ["watch", "instrument", "alerts"];

/** Shows the market, or the reason if one is given. */
export function gate(reason, { canRetry = false } = {}) {
  const isOpen = reason === "";
  byId("gate").hidden = isOpen;
  PARTS.forEach((part) => (byId(part).hidden = !isOpen));
  write(byId("gate-note"), reason);
  byId("gate-retry").hidden = !canRetry;
}

/** Shows where the prices come from, so that a simulation is not mistaken for a market. */
export function showOrigin(source) {
  const origin = byId("origin");
  origin.hidden = source === "off";
  origin.dataset.source = source;
  if (source !== "off") {
    write(origin.querySelector(".badge"), text(source));
    write(origin.querySelector(".explained"), text(`${source}Long`));
  }
  // Without requests there is no connection to show.
  document.querySelector(".bar").hidden = source === "off";
}
