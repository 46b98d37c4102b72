// Sets up the schedules page: list → form, for administrators.
import { furnish } from "../page.js";
import { text } from "../texts.js";
import { Api } from "./api.js";
import { Form } from "./form.js";
import { Row } from "./row.js";

const REFRESH_MILLIS = 2000;

const byId = (id) => document.getElementById(id);
const api = new Api(document.body.dataset.root);
const form = new Form(byId("editor"), (schedule) => api.preview(schedule));
const body = byId("schedules").tBodies[0];
const rows = new Map();
/** the id of the schedule in the form; null for a new one */
let editing = null;
/** the row whose deletion was requested once */
let doomed = null;

/** Shows a refusal. Without a session everything stays as it is, above all the content of the form. */
function complain(refusal, say) {
  const isSignedOut = refusal.status === 401 || refusal.status === 403;
  byId("signed-out").hidden = !isSignedOut;
  say(isSignedOut ? "" : refusal.message);
}

function sayOfList(problem) {
  byId("list-error").textContent = problem;
}

async function refresh() {
  try {
    show(await api.list());
    sayOfList("");
    byId("signed-out").hidden = true;
  } catch (refusal) {
    complain(refusal, sayOfList);
  }
}

function show(schedules) {
  byId("schedules").hidden = schedules.length === 0;
  byId("note").textContent = schedules.length === 0 ? text("none") : "";
  const there = new Set(schedules.map(({ id }) => id));
  for (const [id, row] of rows) {
    if (!there.has(id)) {
      row.element.remove();
      rows.delete(id);
    }
  }
  schedules.forEach((schedule, nth) => place(schedule, nth));
}

function place(schedule, nth) {
  const known = rows.get(schedule.id);
  if (known) {
    known.show(schedule);
    return;
  }
  const row = new Row(byId("row"), schedule, order);
  rows.set(schedule.id, row);
  body.insertBefore(row.element, body.rows[nth] ?? null);
}

async function order(verb, schedule, button) {
  if (verb === "edit") {
    edit(schedule);
    return;
  }
  if (verb === "remove" && doomed !== schedule.id) {
    ask(schedule.id, button);
    return;
  }
  button.disabled = true;
  try {
    await (verb === "remove" ? api.remove(schedule.id) : api.order(schedule.id, verb));
    sayOfList("");
  } catch (refusal) {
    complain(refusal, sayOfList);
  }
  button.disabled = false;
  await refresh();
}

/** Asks for confirmation: a second press deletes, unless the button loses focus in between. */
function ask(id, button) {
  doomed = id;
  button.textContent = text("reallyRemove");
  button.setAttribute("aria-label", text("buttonOf", text("reallyRemove"), id));
  button.addEventListener(
    "blur",
    () => {
      doomed = null;
      button.textContent = text("remove");
      button.setAttribute("aria-label", text("buttonOf", text("remove"), id));
    },
    { once: true },
  );
}

function edit(schedule) {
  editing = schedule?.id ?? null;
  byId("editor-title").textContent = schedule ? text("editing", schedule.id) : text("newSchedule");
  byId("editor").hidden = false;
  form.open(schedule);
  byId(schedule ? "editor-title" : "id").focus();
  byId("editor").scrollIntoView({ block: "nearest" });
}

function close() {
  byId("editor").hidden = true;
  byId("list-title").focus();
}

async function save() {
  const schedule = form.read();
  try {
    await (editing === null ? api.make(schedule) : api.replace(editing, schedule));
    close();
    await refresh();
  } catch (refusal) {
    complain(refusal, (problem) => form.say(problem));
  }
}

furnish();
byId("editor").querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
byId("new").addEventListener("click", () => edit(null));
byId("cancel").addEventListener("click", close);
if (document.body.dataset.admin === "true") {
  byId("list").hidden = false;
  setInterval(() => document.visibilityState === "visible" && refresh(), REFRESH_MILLIS);
  refresh();
} else {
  byId("sign-in").hidden = false;
}
