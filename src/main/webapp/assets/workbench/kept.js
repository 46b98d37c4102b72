// The newest frames, within bounds, for a list that may show only some of them.

const MOST_FRAMES = 500;
/** An event may have a megabyte: 500 of those would be too much for a tab. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

export class Kept {
  /** the oldest first */
  frames = [];
  #characters = 0;

  get size() {
    return this.frames.length;
  }

  add(frame) {
    this.frames.push(frame);
    this.#characters += frame.raw.length;
  }

  /** Drops the oldest beyond the bounds; the newest stays, however large. */
  trim() {
    let surplus = Math.max(0, this.frames.length - MOST_FRAMES);
    for (let nth = 0; nth < this.frames.length - 1; nth += 1) {
      if (nth >= surplus && this.#characters <= MOST_CHARACTERS) {
        break;
      }
      this.#characters -= this.frames[nth].raw.length;
      surplus = Math.max(surplus, nth + 1);
    }
    this.frames.splice(0, surplus);
  }

  clear() {
    this.frames = [];
    this.#characters = 0;
  }
}
