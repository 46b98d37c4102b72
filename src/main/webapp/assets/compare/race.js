// The three ways, side by side: they begin at one position of one feed, and what each delivers and costs is counted.
import { millis } from "../event-id.js";
import { Wire } from "../wire/wire.js";
import { Lags } from "./lags.js";
import { Ledger } from "./ledger.js";
import { Poll, poll } from "./poll.js";
import { HEADER_BYTES, watchTraffic } from "./traffic.js";

export const WAYS = ["short", "long", "push"];
/** Long enough to be rare, short enough for proxies, which time out after 30 or 60 seconds. */
const LONG_WAIT_SECONDS = 25;
const SHORT_WAIT_SECONDS = 0;

export class Race {
  #url;
  #ledger = new Ledger(WAYS);
  #lags = new Map(WAYS.map((way) => [way, new Lags()]));
  #events = new Map(WAYS.map((way) => [way, 0]));
  #polledBytes = new Map();
  /** the smallest clock difference seen: that event presumably arrived at once */
  #offset = Infinity;
  #short;
  #long;
  #push;
  #onChange;

  /** Creates a race for the events of `topic`, with short polls every `interval` ms. */
  constructor(hub, topic, interval, onChange) {
    this.#url = `${hub}?topic=${encodeURIComponent(topic)}`;
    this.#onChange = onChange;
    const taker = (way) => (ids, at) => this.#take(way, ids, at);
    this.#short = new Poll(`${this.#url}&wait=${SHORT_WAIT_SECONDS}`, interval, taker("short"));
    this.#long = new Poll(`${this.#url}&wait=${LONG_WAIT_SECONDS}`, 0, taker("long"));
    const take = taker("push");
    this.#push = new Wire({
      frames: (frames, at) => take(frames.filter(({ kind }) => kind === "event").map(({ id }) => id), at),
      state: onChange,
    });
  }

  /** Resolves when all three have started; throws if the hub does not respond. */
  async start(signal) {
    const { lastEventID } = await poll(this.#url, "", signal);
    if (signal.aborted) {
      return;
    }
    this.#ledger.begin(lastEventID === "earliest" ? null : lastEventID);
    this.#short.start(lastEventID);
    this.#long.start(lastEventID);
    this.#push.open({ url: this.#url, lastId: lastEventID });
  }

  stop() {
    this.#short.stop();
    this.#long.stop();
    this.#push.close();
  }

  /** Records the size of a response. */
  weigh(wait, bytes) {
    this.#polledBytes.set(wait, (this.#polledBytes.get(wait) ?? 0) + bytes);
  }

  get isWell() {
    return this.#short.isWell && this.#long.isWell && !["reconnecting", "refused"].includes(this.#push.state);
  }

  /** Returns the current figures of each way. */
  figures() {
    this.#ledger.settle();
    return {
      short: this.#figures("short", this.#short, this.#polledBytes.get(String(SHORT_WAIT_SECONDS)) ?? 0),
      long: this.#figures("long", this.#long, this.#polledBytes.get(String(LONG_WAIT_SECONDS)) ?? 0),
      push: this.#figures("push", { requests: this.#push.opened, failures: this.#push.failures }, this.#pushedBytes()),
    };
  }

  /** Counts the bytes read, because the browser reports a stream only when it ends. */
  #pushedBytes() {
    return this.#push.bytes + this.#push.opened * HEADER_BYTES;
  }

  #figures(way, { requests, failures }, bytes) {
    const events = this.#events.get(way);
    const [median, high] = this.#lags.get(way).quantiles(0.5, 0.95).map((lag) => (lag === null ? null : lag - this.#offset));
    return {
      events,
      requests,
      bytes,
      requestsPerEvent: events === 0 ? null : requests / events,
      bytesPerEvent: events === 0 ? null : bytes / events,
      median,
      high,
      duplicates: this.#ledger.duplicates(way),
      missed: this.#ledger.missed(way),
      failures,
    };
  }

  #take(way, ids, at) {
    for (const id of ids.filter((one) => this.#ledger.take(way, one))) {
      const lag = at - millis(id);
      this.#offset = Math.min(this.#offset, lag);
      this.#lags.get(way).add(lag);
      this.#events.set(way, this.#events.get(way) + 1);
    }
    this.#onChange();
  }
}

/** Records the traffic in `current()`, the current race. */
export function weighAll(current) {
  watchTraffic((wait, bytes) => current().weigh(wait, bytes));
}
