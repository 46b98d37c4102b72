// The list of frames, newest at the top. However many arrive, it is drawn a few times a second, and only the new ones.
import { numbers } from "../intl.js";
import { paced } from "../pace.js";
import { text } from "../texts.js";
import { Kept } from "./kept.js";
import { row, unfold } from "./row.js";

const DRAW_MILLIS = 500;

const byId = (id) => document.getElementById(id);
const number = numbers();

export class Listing {
  /** frames since the start or since it was last cleared */
  total = 0;
  paused = false;
  /** the newest frame shown while paused */
  #pausedAt = 0;

  #kept = new Kept();
  #list = byId("list");
  #template = byId("frame");
  /** the newest frame that was considered for the list */
  #drawn = 0;
  #stale = false;
  #empty = "nothingYet";
  #draw = paced(() => this.#show(), DRAW_MILLIS);

  constructor() {
    this.#list.addEventListener("click", (event) => {
      const button = event.target.closest(".unfold");
      if (button) {
        unfold(button);
      }
    });
    for (const id of ["filter", "show-others"]) {
      byId(id).addEventListener("input", () => this.#again());
    }
  }

  /** Adds frames that arrived at the time `at`. */
  take(frames, at) {
    for (const frame of frames) {
      this.total += 1;
      this.#kept.add({ ...frame, at, nth: this.total });
    }
    this.#draw();
  }

  /** Sets the key of the text for an empty list. */
  explain(empty) {
    this.#empty = empty;
    this.#draw();
  }

  pause(paused) {
    this.paused = paused;
    this.#pausedAt = this.total;
    this.#draw();
  }

  clear() {
    this.#kept.clear();
    this.total = 0;
    this.#pausedAt = 0;
    this.#again();
  }

  /** Makes all rows be checked again. */
  #again() {
    this.#stale = true;
    this.#draw();
  }

  #show() {
    this.#kept.trim();
    if (this.#stale) {
      this.#list.replaceChildren();
      this.#drawn = 0;
      this.#stale = false;
    }
    this.#addNew();
    this.#say();
  }

  #addNew() {
    const { frames } = this.#kept;
    const wanted = this.#wanted();
    const newest = this.paused ? this.#pausedAt : this.total;
    const fresh = frames.filter((frame) => frame.nth > this.#drawn && frame.nth <= newest && wanted(frame));
    this.#list.prepend(...fresh.reverse().map((frame) => row(this.#template, frame)));
    this.#drawn = newest;
    const oldest = frames[0]?.nth ?? 0;
    while (!this.paused && this.#list.lastElementChild?.value < oldest) {
      this.#list.lastElementChild.remove();
    }
  }

  #wanted() {
    const sought = byId("filter").value.toLowerCase();
    const others = byId("show-others").checked;
    return ({ kind, raw }) => (others || kind === "event") && (sought === "" || raw.toLowerCase().includes(sought));
  }

  #say() {
    const shown = this.#list.childElementCount;
    const kept = this.#kept.size;
    const isEmpty = shown === 0;
    byId("frames-note").hidden = !isEmpty;
    byId("frames-note").textContent = text(isEmpty && kept > 0 ? "noMatch" : this.#empty);
    byId("scroll").hidden = isEmpty;
    byId("kept").textContent = this.#summary(shown, kept);
  }

  #summary(shown, kept) {
    const missed = this.total - this.#pausedAt;
    if (this.paused && missed > 0) {
      return text("keptPaused", number(missed));
    }
    if (shown < kept) {
      return text("matching", number(shown), number(kept));
    }
    return this.total === 0 ? "" : text("kept", number(kept), number(this.total));
  }
}
