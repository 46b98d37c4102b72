// Converts the fields of the two forms into requests.

const byId = (id) => document.getElementById(id);
const root = document.body.dataset.root;
const hub = new URL(`${root}.well-known/mercure`, location.href).href;

const value = (id) => byId(id).value.trim();
const lines = (id) => value(id).split("\n").map((line) => line.trim()).filter(Boolean);

/** Returns the hub's address with these parameters. */
export const hubUrl = (parameters) => `${hub}?${new URLSearchParams(parameters)}`;

/** Cleans up a token as people paste it: in several lines, or with its scheme. */
export const tokenOf = (text) => text.replace(/^\s*bearer\s/i, "").replace(/\s/g, "");

export const bearer = (token) => (token ? { Authorization: `Bearer ${token}` } : {});

/** Returns the request of the subscribe form; null if it names no topic. */
export function subscription() {
  const parameters = [
    ...lines("sub-topics").map((topic) => ["topic", topic]),
    ...lines("sub-match").map((topic) => ["match", topic]),
    ...lines("sub-pattern").map((pattern) => ["match_urlpattern", pattern]),
  ];
  if (parameters.length === 0) {
    return null;
  }
  if (byId("sub-last-value").checked) {
    parameters.push(["lastValue", "true"]);
  }
  return {
    url: hubUrl(parameters),
    headers: bearer(tokenOf(value("sub-token"))),
    lastId: value("sub-last-id"),
    comesBack: byId("sub-again").checked,
  };
}

/** Returns the request of the publish form; null if it names no topic. */
export function publication() {
  const topics = lines("pub-topics");
  if (topics.length === 0) {
    return null;
  }
  const fields = topics.map((topic) => ["topic", topic]);
  fields.push(["data", byId("pub-data").value]);
  for (const name of ["type", "id", "retry"]) {
    if (value(`pub-${name}`)) {
      fields.push([name, value(`pub-${name}`)]);
    }
  }
  if (byId("pub-private").checked) {
    fields.push(["private", "on"]);
  }
  const key = value("pub-key");
  return {
    url: hub,
    headers: { ...bearer(tokenOf(value("pub-token"))), ...(key ? { "Idempotency-Key": key } : {}) },
    fields,
  };
}

/** Returns whether these can be headers: a browser throws for others without saying which. */
export function canBeSent(headers) {
  try {
    return new Headers(headers) !== null && Object.values(headers).every((text) => /^[\x20-\x7e]*$/.test(text));
  } catch {
    return false;
  }
}
