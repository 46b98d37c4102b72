// The form for a new alert.
import { text } from "../texts.js";
import { write } from "../write.js";
import { typed } from "./exact.js";

const TOO_MANY = 429;

const byId = (id) => document.getElementById(id);

export class AlertForm {
  #set;

  /** `set(wish)` sets an alert, or throws with the reason. */
  constructor(set) {
    this.#set = set;
    byId("alert-kind").addEventListener("change", () => this.#showKind());
    byId("alert-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  list(symbols) {
    const select = byId("alert-symbol");
    const chosen = select.value;
    select.replaceChildren(...symbols.map((symbol) => new Option(symbol, symbol)));
    this.choose(symbols.includes(chosen) ? chosen : symbols[0]);
  }

  choose(symbol) {
    byId("alert-symbol").value = symbol;
  }

  get #isChange() {
    return byId("alert-kind").value === "change";
  }

  #showKind() {
    byId("alert-window-line").hidden = !this.#isChange;
    byId("alert-threshold-label").textContent = text(this.#isChange ? "thresholdPercent" : "thresholdPrice");
  }

  async #submit() {
    const field = byId("alert-threshold");
    const asTyped = field.value;
    const threshold = typed(asTyped);
    this.#say(threshold === null ? text("needNumber", this.#isChange ? "-1.5" : "185.00") : "");
    if (threshold === null) {
      field.focus();
      return;
    }
    byId("alert-set").disabled = true;
    try {
      await this.#set(this.#wish(threshold));
      // the user may already be typing the next one
      field.value = field.value === asTyped ? "" : field.value;
    } catch (refusal) {
      this.#say(refusal.status === TOO_MANY ? text("tooManyAlerts") : refusal.message);
    }
    byId("alert-set").disabled = false;
  }

  /** Returns JSON with the threshold exactly as typed. */
  #wish(threshold) {
    const wish = {
      symbol: byId("alert-symbol").value,
      kind: byId("alert-kind").value,
      repeat: byId("alert-repeat").checked,
      ...(this.#isChange && { window: Number(byId("alert-window").value) }),
    };
    return `${JSON.stringify(wish).slice(0, -1)},"threshold":${threshold}}`;
  }

  #say(problem) {
    write(byId("alert-error"), problem);
    byId("alert-threshold").setAttribute("aria-invalid", problem !== "");
  }
}
