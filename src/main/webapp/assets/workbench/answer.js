// The hub's response: status, headers, and whether the stream may have a gap.
import { secondOf } from "../intl.js";
import { text } from "../texts.js";

const byId = (id) => document.getElementById(id);

/** Shows the response to a request for events after the event `asked`. */
export function showAnswer(answer, asked) {
  byId("answer").hidden = false;
  byId("answer").querySelector("details").hidden = false;
  byId("answer-status").textContent = `${answer.status} ${answer.statusText}`.trim();
  byId("answer-at").textContent = text("answeredAt", secondOf(Date.now()));
  byId("answer-headers").replaceChildren(...[...answer.headers].flatMap(([name, value]) => [element("dt", name), element("dd", value)]));
  const isEarliest = answer.headers.get("Last-Event-ID") === "earliest";
  byId("answer-gap").hidden = !(isEarliest && asked !== "" && asked !== "earliest");
}

/** Shows why there is no stream; null means that there is one. */
export function showProblem(problem) {
  byId("answer-problem").hidden = problem === null;
  if (problem !== null) {
    byId("answer").hidden = false;
    byId("answer").querySelector("details").hidden = problem.status === 0;
    byId("answer-problem").textContent = describe(problem);
  }
}

/** Returns a refusal in one line. */
export function describe({ status, title, detail }) {
  return status === 0 ? text("noSuchHub") : text("problem", status, title, detail).trim();
}

function element(name, content) {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}
