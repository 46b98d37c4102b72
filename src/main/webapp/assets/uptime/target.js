// The page's knowledge of one target: the hub's report, and each check since.
import { Timeline } from "./timeline.js";

const LATENCIES = 60;
const WINDOWS = [1, 24, 168].map((hours) => hours * 3_600_000);

export class Target {
  /** as in the report: id, name, kind, intervalSeconds, private, state, since, last */
  facts;
  timeline;
  #latencies;

  constructor(facts, { spans = [], patienceMillis = 0 } = {}) {
    this.facts = facts;
    this.timeline = new Timeline(spans, patienceMillis);
    this.#latencies = facts.latencies.slice(-LATENCIES);
  }

  /** Records a check. Returns false if it was known. */
  take(check) {
    this.timeline.observe(check);
    if (this.facts.last !== null && check.time <= this.facts.last.time) {
      return false;
    }
    const state = check.up ? "up" : "down";
    const since = state === this.facts.state ? this.facts.since : check.time;
    this.facts = { ...this.facts, name: check.name, state, since, last: check };
    this.#latencies = [...this.#latencies, [check.time, check.latencyMillis]].slice(-LATENCIES);
    return true;
  }

  /** Returns the latest latencies in milliseconds, oldest first; null where there was no response. */
  get latencies() {
    return this.#latencies.map(([, millis]) => millis);
  }

  get medianLatency() {
    const known = this.latencies.filter((millis) => millis !== null).sort((a, b) => a - b);
    const middle = known.length >> 1;
    return known.length === 0 ? null : known.length % 2 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
  }

  /** Returns how much of the last hour, day and week the target was up. */
  shares(now) {
    return WINDOWS.map((window) => this.timeline.share(now - window, now));
  }

  /** Returns when and why it was last down; undefined if not in the last week. */
  get lastIncident() {
    return this.timeline.incidents().at(-1);
  }
}
