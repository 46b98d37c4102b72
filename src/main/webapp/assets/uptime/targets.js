// All targets, by id: from the hub's report, and then from the stream.
import { Target } from "./target.js";

export class Targets {
  #all = new Map();
  /** the checks that arrived during a request to the hub; null otherwise */
  #meanwhile = null;
  /** the hub's clock minus this machine's */
  #ahead = 0;

  /** Returns the time by the hub's clock, which all its times use. */
  get now() {
    return Date.now() + this.#ahead;
  }

  /** Keeps further checks for {@link replace}: the hub's response may lack them. */
  expect() {
    this.#meanwhile = [];
  }

  replace({ report, history }) {
    const spans = new Map(history.targets.map((target) => [target.id, target]));
    this.#ahead = history.to - Date.now();
    this.#all = new Map(report.targets.map((facts) => [facts.id, new Target(facts, spans.get(facts.id))]));
    const missed = this.#meanwhile ?? [];
    this.#meanwhile = null;
    missed.forEach((check) => this.#all.get(check.id)?.take(check));
  }

  /** Records a check; returns whether it was new, or null if its target is unknown. */
  take(check) {
    this.#meanwhile?.push(check);
    return this.#all.get(check.id)?.take(check) ?? null;
  }

  get(id) {
    return this.#all.get(id);
  }

  get size() {
    return this.#all.size;
  }

  [Symbol.iterator]() {
    return this.#all.values();
  }

  /** Returns the targets in a state: up, down or unknown. */
  in(state) {
    return [...this].filter((target) => target.facts.state === state);
  }

  /** Returns the incidents: ongoing ones first, then newest first. */
  incidents() {
    return [...this]
      .flatMap((target) => target.timeline.incidents().map((incident) => ({ ...incident, target })))
      .sort((a, b) => b.ongoing - a.ongoing || b.from - a.from);
  }
}
