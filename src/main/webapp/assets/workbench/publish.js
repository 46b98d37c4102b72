// The form for publishing, and the result.
import { secondOf } from "../intl.js";
import { text } from "../texts.js";
import { problemOf } from "../wire/problem.js";
import { describe } from "./answer.js";
import { canBeSent, publication } from "./requests.js";

const byId = (id) => document.getElementById(id);

export function publishForm() {
  byId("publish").querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    publish();
  });
  byId("draw").addEventListener("click", () => {
    byId("pub-key").value = drawn();
  });
}

/** Returns the form's request, or null after showing what is missing. */
export function readPublication() {
  const request = publication();
  const problem = request === null ? "noPubTopic" : canBeSent(request.headers) ? null : "badHeader";
  byId("pub-error").textContent = problem === null ? "" : text(problem);
  return problem === null ? request : null;
}

async function publish() {
  const request = readPublication();
  byId("pub-result").textContent = "";
  if (request === null) {
    return;
  }
  byId("pub-send").disabled = true;
  byId("pub-result").textContent = text("publishing");
  const { id, problem } = await send(request);
  byId("pub-result").textContent = problem ? "" : text("published", secondOf(Date.now()), id);
  byId("pub-error").textContent = problem ? describe(problem) : "";
  byId("pub-send").disabled = false;
}

async function send({ url, headers, fields }) {
  try {
    const answer = await fetch(url, { method: "POST", headers, body: new URLSearchParams(fields) });
    return answer.ok ? { id: (await answer.text()).trim() } : { problem: await problemOf(answer) };
  } catch {
    return { problem: { status: 0 } };
  }
}

/** Returns a random key. crypto.randomUUID only exists on secure pages. */
function drawn() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
