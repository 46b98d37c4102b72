// All targets, by id: from the report of the hub, and then from the stream.
import { Target } from "./target.js";

export class Targets {
  #all = new Map();
  /** the checks that came while the hub was asked; null when it is not */
  #meanwhile = null;
  /** the hub's clock minus this machine's */
  #ahead = 0;

  /** The time by the clock of the hub, which all its times are of. */
  get now() {
    return Date.now() + this.#ahead;
  }

  /** From now on checks are also kept for {@link replace}: the answer of the hub may be without them. */
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

  /** Takes note of a check: whether it was news, or null if it is of no target that is known. */
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

  /** Those in a state: up, down or unknown. */
  in(state) {
    return [...this].filter((target) => target.facts.state === state);
  }

  /** What went wrong: what goes on first, then the newest. */
  incidents() {
    return [...this]
      .flatMap((target) => target.timeline.incidents().map((incident) => ({ ...incident, target })))
      .sort((a, b) => b.ongoing - a.ongoing || b.from - a.from);
  }
}
