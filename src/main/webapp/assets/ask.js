// Requests to the hub's own API. Refusals are thrown as a Refusal, with the text of the problem.
import { text } from "./texts.js";

export class Refusal extends Error {
  /** the status of the response; 0 if there was none */
  status;

  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Returns the JSON of the response, or null if it has none. The request body is the value `body`, or the text `json`;
 * `parse` parses the text of the response.
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
