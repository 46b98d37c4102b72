// Puts the page of schedules together: token → list → form.
import { furnish } from "../page.js";
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
/** the row whose deletion was asked for once */
let doomed = null;

function signOut(problem = "") {
  api.token = "";
  byId("list").hidden = true;
  byId("editor").hidden = true;
  byId("sign-in").hidden = false;
  byId("sign-in-error").textContent = problem;
}

async function refresh() {
  try {
    show(await api.list());
    byId("list-error").textContent = "";
  } catch (refusal) {
    if (refusal.status === 401 || refusal.status === 403) {
      signOut(refusal.message);
    } else {
      byId("list-error").textContent = refusal.message;
    }
  }
}

function show(schedules) {
  byId("sign-in").hidden = true;
  byId("list").hidden = false;
  byId("schedules").hidden = schedules.length === 0;
  byId("note").textContent = schedules.length === 0 ? "There are no schedules yet." : "";
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
    byId("list-error").textContent = "";
  } catch (refusal) {
    byId("list-error").textContent = refusal.message;
  }
  button.disabled = false;
  await refresh();
}

/** A second press deletes, unless something else was pressed or focused in between. */
function ask(id, button) {
  doomed = id;
  button.textContent = "Really delete?";
  button.setAttribute("aria-label", `Really delete ${id}?`);
  button.addEventListener(
    "blur",
    () => {
      doomed = null;
      button.textContent = "Delete";
      button.setAttribute("aria-label", `Delete ${id}`);
    },
    { once: true },
  );
}

function edit(schedule) {
  editing = schedule?.id ?? null;
  byId("editor-title").textContent = schedule ? `Schedule ${schedule.id}` : "New schedule";
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
    form.say(refusal.message);
  }
}

function onSubmit(section, action) {
  section.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    action();
  });
}

furnish();
onSubmit(byId("sign-in"), () => {
  api.token = byId("token").value.trim();
  byId("token").value = "";
  refresh();
});
onSubmit(byId("editor"), save);
byId("new").addEventListener("click", () => edit(null));
byId("cancel").addEventListener("click", close);
byId("sign-out").addEventListener("click", () => signOut());
setInterval(() => {
  if (!byId("list").hidden && document.visibilityState === "visible") {
    refresh();
  }
}, REFRESH_MILLIS);
if (api.token) {
  refresh();
} else {
  signOut();
}
