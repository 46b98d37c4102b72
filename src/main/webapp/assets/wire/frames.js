// Splits a stream's text into frames: blocks of lines as sent, and their interpretation by the rules of event streams.

const COLON = ":";

/** Takes one text at a time and returns frames; incomplete ones wait for the next text. */
export class Frames {
  #rest = "";
  #lines = [];

  /** Returns the frames that `text` completes. */
  push(text) {
    const frames = [];
    const whole = this.#rest + text;
    // A CR at the very end may be the first half of a CRLF.
    const end = whole.endsWith("\r") ? whole.length - 1 : whole.length;
    const lines = whole.slice(0, end).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() + whole.slice(end);
    lines.forEach((line) => this.#take(line, frames));
    // The hub's greeting and heartbeats end without an empty line, and would otherwise only appear with the next event.
    if (this.#lines.length > 0 && this.#lines.every(isAside)) {
      this.#cut(frames);
    }
    return frames;
  }

  #take(line, frames) {
    if (line === "") {
      this.#cut(frames);
    } else if (!isAside(line) && this.#lines[0]?.startsWith(COLON) && this.#lines.every(isAside)) {
      this.#cut(frames);
      this.#lines.push(line);
    } else {
      this.#lines.push(line);
    }
  }

  #cut(frames) {
    if (this.#lines.length > 0) {
      frames.push(read(this.#lines));
      this.#lines = [];
    }
  }
}

/** Whether a line is not part of an event. */
const isAside = (line) => line.startsWith(COLON) || line.startsWith("retry:");

function read(lines) {
  const frame = { raw: lines.join("\n"), kind: "comment", type: "message", id: null, retry: null, data: null };
  const data = [];
  for (const line of lines) {
    const colon = line.indexOf(COLON);
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") {
      data.push(value);
    } else if (name === "event") {
      frame.type = value || "message";
    } else if (name === "id") {
      frame.id = value;
    } else if (name === "retry" && /^\d+$/.test(value)) {
      frame.retry = Number(value);
    }
  }
  frame.data = data.length > 0 ? data.join("\n") : null;
  frame.kind = kind(frame);
  return frame;
}

/** Returns event, fields (which reach no listener), or comment (such as a heartbeat). */
function kind({ data, id, retry }) {
  if (data !== null) {
    return "event";
  }
  return id !== null || retry !== null ? "fields" : "comment";
}
