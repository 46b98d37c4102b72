// The form of one schedule: from JSON to fields, from fields to JSON, and a preview by the hub while the user types.
import { text } from "../texts.js";
import { momentAndDistance } from "./when.js";

const PREVIEW_MILLIS = 300;

const PAYLOADS = ["text", "template", "fetch", "feed"];
const TRIGGERS = ["interval", "cron", "crontab", "date"];
const TEXTS = ["id", "type", "start", "end", "jitter", "maxRuns", "misfireGrace"];

export class Form {
  #root;
  #preview;
  #timer = 0;
  #asked = 0;
  #original = null;

  /** `preview(schedule)` asks the hub when a schedule would be due. */
  constructor(root, preview) {
    this.#root = root;
    this.#preview = preview;
    root.querySelector("form").addEventListener("input", () => this.#changed());
    const zones = Intl.supportedValuesOf?.("timeZone") ?? [];
    this.#find("zones").append(...zones.map((zone) => new Option(zone, zone)));
  }

  /** Fills the fields; null means a new schedule. */
  open(schedule) {
    this.#original = schedule;
    const { payload = { text: "" }, trigger = { interval: "PT10S" } } = schedule ?? {};
    for (const name of TEXTS) {
      this.#find(name).value = schedule?.[name] ?? "";
    }
    this.#find("id").readOnly = schedule !== null;
    this.#find("topics").value = (schedule?.topics ?? []).join("\n");
    this.#find("private").checked = schedule?.private ?? false;
    this.#find("coalesce").checked = schedule?.coalesce ?? true;
    this.#find("unlimited").checked = schedule?.misfireGrace === null;
    this.#find("payload-kind").value = PAYLOADS.find((kind) => kind in payload);
    this.#find("payload").value = payload[this.#find("payload-kind").value];
    this.#find("timeout").value = payload.timeout ?? "";
    this.#find("trigger-kind").value = TRIGGERS.find((kind) => kind in trigger);
    this.#find("trigger").value = trigger[this.#find("trigger-kind").value];
    this.#find("trigger-zone").value = trigger.zone ?? (schedule ? "" : localZone());
    this.say("");
    this.#changed();
  }

  /** Returns the schedule in the fields. */
  read() {
    const schedule = {
      id: this.#text("id"),
      topics: this.#text("topics").split("\n").map((topic) => topic.trim()).filter(Boolean),
      private: this.#find("private").checked,
      payload: this.#payload(),
      trigger: this.#trigger(),
      coalesce: this.#find("coalesce").checked,
      paused: this.#original?.paused ?? false,
    };
    for (const name of TEXTS.filter((field) => this.#text(field))) {
      schedule[name] = this.#text(name);
    }
    for (const name of ["jitter", "misfireGrace", "maxRuns"].filter((field) => field in schedule)) {
      schedule[name] = numberOrText(schedule[name]);
    }
    if (this.#find("unlimited").checked) {
      schedule.misfireGrace = null;
    }
    return schedule;
  }

  /** Shows an error. */
  say(problem) {
    this.#find("editor-error").textContent = problem;
  }

  #payload() {
    const kind = this.#find("payload-kind").value;
    const payload = { [kind]: kind === "text" || kind === "template" ? this.#find("payload").value : this.#text("payload") };
    if (kind === "fetch" && this.#text("timeout")) {
      payload.timeout = numberOrText(this.#text("timeout"));
    }
    return payload;
  }

  /** Returns the trigger. An unchanged interval keeps its zero point. */
  #trigger() {
    const kind = this.#find("trigger-kind").value;
    const value = this.#text("trigger");
    const trigger = { [kind]: kind === "interval" ? numberOrText(value) : value };
    if (isCron(kind) && this.#text("trigger-zone")) {
      trigger.zone = this.#text("trigger-zone");
    }
    const before = this.#original?.trigger;
    if (kind === "interval" && before?.interval === value) {
      trigger.from = before.from;
    }
    return trigger;
  }

  #changed() {
    const payload = this.#find("payload-kind").value;
    const trigger = this.#find("trigger-kind").value;
    this.#find("payload-label").textContent = text(`payload.${payload}`);
    this.#find("payload-hint").textContent = text(`payload.${payload}.hint`);
    this.#find("trigger-label").textContent = text(`trigger.${trigger}`);
    this.#find("trigger-hint").textContent = text(`trigger.${trigger}.hint`);
    this.#find("timeout-line").hidden = payload !== "fetch";
    this.#find("zone-line").hidden = !isCron(trigger);
    this.#find("misfireGrace").disabled = this.#find("unlimited").checked;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), PREVIEW_MILLIS);
  }

  /** Shows the preview, unless a later request has overtaken it. */
  async #show() {
    this.#asked += 1;
    const mine = this.#asked;
    const schedule = this.read();
    const whole = { ...schedule, id: schedule.id || "preview", topics: schedule.topics.length ? schedule.topics : ["preview"] };
    let lines;
    try {
      const { status } = await this.#preview(whole);
      lines = [text("dueNext"), ...status.next.map((next) => momentAndDistance(next))];
    } catch (refusal) {
      lines = [refusal.message];
    }
    if (mine === this.#asked) {
      this.#find("preview").replaceChildren(...lines.map((line) => paragraph(line)));
    }
  }

  #text(name) {
    return this.#find(name).value.trim();
  }

  #find(id) {
    return this.#root.querySelector(`#${id}`);
  }
}

const isCron = (kind) => kind === "cron" || kind === "crontab";
const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
const numberOrText = (value) => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value);

function paragraph(words) {
  const line = document.createElement("p");
  line.textContent = words;
  return line;
}
