// What the hub answered: status, headers, and whether the stream may have a gap.
import { secondOf } from "../intl.js";
import { text } from "../texts.js";

const byId = (id) => document.getElementById(id);

/** Shows an answer to somebody who asked for what comes after the event `asked`. */
export function showAnswer(answer, asked) {
  byId("answer").hidden = false;
  byId("answer").querySelector("details").hidden = false;
  byId("answer-status").textContent = `${answer.status} ${answer.statusText}`.trim();
  byId("answer-at").textContent = text("answeredAt", secondOf(Date.now()));
  byId("answer-headers").replaceChildren(...[...answer.headers].flatMap(([name, value]) => [element("dt", name), element("dd", value)]));
  const isEarliest = answer.headers.get("Last-Event-ID") === "earliest";
  byId("answer-gap").hidden = !(isEarliest && asked !== "" && asked !== "earliest");
}

/** Shows why there is no stream; null: there is one. */
export function showProblem(problem) {
  byId("answer-problem").hidden = problem === null;
  if (problem !== null) {
    byId("answer").hidden = false;
    byId("answer").querySelector("details").hidden = problem.status === 0;
    byId("answer-problem").textContent = describe(problem);
  }
}

/** A refusal in one line. */
export function describe({ status, title, detail }) {
  return status === 0 ? text("noSuchHub") : text("problem", status, title, detail).trim();
}

function element(name, content) {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}
