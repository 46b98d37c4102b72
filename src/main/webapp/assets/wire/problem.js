// What a refusal says: RFC 9457, or whatever a proxy in between made of it.

/** The status, title and detail of an answer that is no success, and the seconds after which to come back. */
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
