// Requests to the hub's own API. What it refuses is thrown as a Refusal, with the words of its problem.
import { text } from "./texts.js";

export class Refusal extends Error {
  /** the status of the answer; 0 if there was none */
  status;

  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * The JSON of the answer, or null if there is none. The request's body is the value `body`, or the text `json`; `parse`
 * reads the answer's text.
 */
export async function ask(url, { method = "GET", body, json = body && JSON.stringify(body), headers = {}, parse = JSON.parse } = {}) {
  let answer;
  try {
    answer = await fetch(url, {
      method,
      headers: json ? { ...headers, "Content-Type": "application/json" } : headers,
      body: json,
    });
  } catch {
    throw new Refusal(0, text("lossless"));
  }
  if (!answer.ok) {
    throw new Refusal(answer.status, await why(answer));
  }
  return answer.status === 204 ? null : parse(await answer.text());
}

async function why(answer) {
  try {
    const { detail } = await answer.json();
    return String(detail);
  } catch {
    return text("answeredWith", answer.status);
  }
}
