// Shows the state of the connection in words. Only the state is announced to screen readers, not the details that tick.
import { text } from "./texts.js";
import { write } from "./write.js";

const FAILURES_WORTH_A_NOTICE = 3;

const byId = (id) => document.getElementById(id);

export class Status {
  #state = byId("state");
  #word = byId("state-word");
  #detail = byId("state-detail");
  #lastEvent = byId("last-event");
  #age = byId("age");
  #notice = byId("notice");
  #topic;

  /** `topic` is named in the page's notice. */
  constructor(topic) {
    this.#topic = topic;
  }

  /** Shows the current state of `stream`; `unreadable` counts events that could not be parsed. */
  show(stream, paused, unreadable) {
    const state = paused ? "paused" : stream.state;
    if (this.#state.dataset.state !== state) {
      this.#state.dataset.state = state;
      this.#word.textContent = text(state);
    }
    write(this.#detail, detail(stream, paused));
    write(this.#notice, notice(stream, unreadable, this.#topic));
    this.#notice.hidden = this.#notice.textContent === "";
    this.#showLast(stream, paused);
  }

  #showLast(stream, paused) {
    if (stream.heardAt === null || stream.lastId === "") {
      return;
    }
    this.#lastEvent.dataset.lastEventId = stream.lastId;
    if (!paused) {
      write(this.#lastEvent, stream.lastId);
    }
    write(this.#age, paused ? text("whenPaused") : ago(Date.now() - stream.heardAt));
  }
}

/** Returns the text for an empty graph. */
export function whyEmpty({ state }) {
  switch (state) {
    case "live":
      return text("emptyLive");
    case "reconnecting":
      return text("emptyReconnecting");
    case "offline":
      return text("emptyOffline");
    default:
      return text("emptyConnecting");
  }
}

function detail(stream, paused) {
  if (paused) {
    return text(stream.state === "live" ? "stillKept" : "pausedAndLost");
  }
  switch (stream.state) {
    case "connecting":
      return text("opening");
    case "reconnecting":
      return stream.retryAt === null
        ? text("tryingAgain")
        : text("nextTry", Math.max(1, Math.ceil((stream.retryAt - Date.now()) / 1000)));
    case "offline":
      return text("whenOnline");
    default:
      return "";
  }
}

function notice(stream, unreadable, topic) {
  if (stream.state !== "live" && stream.failures >= FAILURES_WORTH_A_NOTICE) {
    return text("silentHub", topic);
  }
  return unreadable > 0 ? text("unreadable") : "";
}

function ago(millis) {
  const seconds = Math.floor(millis / 1000);
  return seconds < 2
    ? text("justNow")
    : seconds < 120
      ? text("secondsAgo", seconds)
      : text("minutesAgo", Math.floor(seconds / 60));
}
