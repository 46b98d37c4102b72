// The card of one target, which stays while the target exists, so that focus and selection stay too.
import { text } from "../texts.js";
import { age, count, duration, latency, moment, share } from "./say.js";
import { write } from "../write.js";
import { Spark } from "./spark.js";
import { Strip } from "./strip.js";

/** with fewer days left, a certificate causes a warning */
const FEW_DAYS = 21;

export class Card {
  element;
  #strip;
  #spark;
  #name = "";

  /** `onOrder(verb, id, button)` is called when an administrator's button is pressed. */
  constructor(template, id, onOrder) {
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.dataset.id = id;
    this.#strip = new Strip(this.element);
    this.#spark = new Spark(this.element.querySelector(".spark"));
    for (const verb of ["edit", "remove"]) {
      const button = this.#find(`.${verb}`);
      button.addEventListener("click", () => onOrder(verb, id, button));
    }
    const toggle = this.#find(".toggle");
    toggle.addEventListener("click", () => {
      this.#strip.showTable(!this.#strip.isTable);
      toggle.setAttribute("aria-pressed", this.#strip.isTable);
    });
  }

  draw(target, now) {
    const { facts } = target;
    const shares = target.shares(now);
    this.#call(facts.name);
    this.#describe(facts, now);
    this.element.querySelectorAll(".shares dd").forEach((figure, nth) => {
      write(figure, share(shares[nth]));
      figure.title = text("knownFor", duration(shares[nth].known));
    });
    this.#strip.draw(facts.name, target.timeline.quarters(now), shares[1]);
    this.#spark.draw(facts.name, target.latencies, target.medianLatency);
    write(this.#find(".newest"), latency(facts.last?.latencyMillis ?? null));
    write(this.#find(".middle"), latency(target.medianLatency));
    this.#certify(facts.last?.daysLeft ?? null);
    this.#blame(target, now);
  }

  /** Labels everything that a screen reader may encounter out of context. */
  #call(name) {
    if (name === this.#name) {
      return;
    }
    this.#name = name;
    this.#find(".name").textContent = name;
    this.#find("caption").textContent = text("tableOf", name);
    this.#find(".rows").setAttribute("aria-label", text("tableOf", name));
    this.#find(".toggle").setAttribute("aria-label", text("tableButton", name));
    this.#find(".edit").setAttribute("aria-label", text("editButton", name));
    this.#find(".remove").setAttribute("aria-label", text("removeButton", name));
  }

  #describe(facts, now) {
    this.element.dataset.state = facts.state;
    write(this.#find(".word"), text(`word.${facts.state}`));
    write(
      this.#find(".since"),
      facts.since === null ? "" : text("since", moment(facts.since, now), age(Math.max(0, now - facts.since))),
    );
    const rhythm = text("rhythm", facts.kind.toUpperCase(), duration(facts.intervalSeconds * 1000));
    write(this.#find(".kind"), facts.private ? text("privately", rhythm) : rhythm);
  }

  #certify(days) {
    this.#find(".certificate").hidden = days === null;
    this.#find(".certificate").dataset.few = days !== null && days < FEW_DAYS;
    write(this.#find(".days"), days === null ? "" : text(days < FEW_DAYS ? "fewDays" : "days", count(days)));
  }

  #blame(target, now) {
    const incident = target.lastIncident;
    this.#find(".error").hidden = incident === undefined;
    if (incident !== undefined) {
      const detail = incident.ongoing ? target.facts.last?.detail || incident.detail : incident.detail;
      write(this.#find(".error-time"), moment(incident.ongoing ? (target.facts.last?.time ?? incident.to) : incident.from, now));
      write(this.#find(".error-text"), detail || text("noReason"));
    }
  }

  #find(selector) {
    return this.element.querySelector(selector);
  }
}
