// Parses a refusal: RFC 9457, or whatever a proxy in between sent.

/** Returns the status, title and detail of an error response, and the seconds after which to try again. */
export async function problemOf(answer) {
  const problem = { status: answer.status, title: answer.statusText, detail: "", retryAfter: seconds(answer) };
  try {
    const { title, detail } = await answer.json();
    return { ...problem, title: String(title ?? problem.title), detail: String(detail ?? "") };
  } catch {
    return problem;
  }
}

const seconds = (answer) => Number(answer.headers.get("Retry-After")) || 0;
