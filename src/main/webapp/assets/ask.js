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

/** The JSON of the answer, or null if there is none. */
export async function ask(url, { method = "GET", body, headers = {} } = {}) {
  let answer;
  try {
    answer = await fetch(url, {
      method,
      headers: body ? { ...headers, "Content-Type": "application/json" } : headers,
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Refusal(0, text("lossless"));
  }
  if (!answer.ok) {
    throw new Refusal(answer.status, await why(answer));
  }
  return answer.status === 204 ? null : answer.json();
}

async function why(answer) {
  try {
    const { detail } = await answer.json();
    return String(detail);
  } catch {
    return text("answeredWith", answer.status);
  }
}
