// The form of one schedule: from JSON to fields, from fields to JSON, and what the hub says of it while one types.
import { distance, moment } from "./when.js";

const PREVIEW_MILLIS = 300;

const PAYLOADS = {
  text: { label: "Text", hint: "Published as it is." },
  template: {
    label: "Template",
    hint: "{{count}}, {{time}}, {{now}}, {{millis}}, {{id}}, {{last.data}} are filled in, as inside a JSON string.",
  },
  fetch: { label: "Address", hint: "The hosts must be allowed by FRESHET_FETCH_HOSTS." },
  feed: { label: "Feed", hint: "Its name, such as monitor; topics may be left out." },
};

const TRIGGERS = {
  interval: { label: "Every", hint: "Seconds, such as 0.5, or PT1H30M." },
  cron: { label: "Expression", hint: "second minute hour day month weekday: 0 */5 8-17 * * mon-fri. 0 is Monday; all must agree." },
  crontab: { label: "Line", hint: "minute hour day month weekday: */5 8-17 * * 1-5. 0 and 7 are Sunday; all must agree." },
  date: { label: "At", hint: "2030-01-31T12:00:00Z, or with an offset such as +01:00." },
};

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

  /** Fills the fields; with null for a new schedule. */
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
    this.#find("payload-kind").value = Object.keys(PAYLOADS).find((kind) => kind in payload);
    this.#find("payload").value = payload[this.#find("payload-kind").value];
    this.#find("timeout").value = payload.timeout ?? "";
    this.#find("trigger-kind").value = Object.keys(TRIGGERS).find((kind) => kind in trigger);
    this.#find("trigger").value = trigger[this.#find("trigger-kind").value];
    this.#find("trigger-zone").value = trigger.zone ?? (schedule ? "" : localZone());
    this.say("");
    this.#changed();
  }

  /** What the fields say. */
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
    for (const name of TEXTS.filter((text) => this.#text(text))) {
      schedule[name] = this.#text(name);
    }
    for (const name of ["jitter", "misfireGrace", "maxRuns"].filter((text) => text in schedule)) {
      schedule[name] = numberOrText(schedule[name]);
    }
    if (this.#find("unlimited").checked) {
      schedule.misfireGrace = null;
    }
    return schedule;
  }

  /** Says what is wrong. */
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

  /** An interval that is as it was keeps its zero point. */
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
    this.#find("payload-label").textContent = PAYLOADS[payload].label;
    this.#find("payload-hint").textContent = PAYLOADS[payload].hint;
    this.#find("trigger-label").textContent = TRIGGERS[trigger].label;
    this.#find("trigger-hint").textContent = TRIGGERS[trigger].hint;
    this.#find("timeout-line").hidden = payload !== "fetch";
    this.#find("zone-line").hidden = !isCron(trigger);
    this.#find("misfireGrace").disabled = this.#find("unlimited").checked;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), PREVIEW_MILLIS);
  }

  /** An answer that a later question has overtaken is not shown. */
  async #show() {
    this.#asked += 1;
    const mine = this.#asked;
    const schedule = this.read();
    const whole = { ...schedule, id: schedule.id || "preview", topics: schedule.topics.length ? schedule.topics : ["preview"] };
    let lines;
    try {
      const { status } = await this.#preview(whole);
      lines = ["Due next", ...status.next.map((next) => `${moment(next)} (${distance(next)})`)];
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
const numberOrText = (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

function paragraph(text) {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}
