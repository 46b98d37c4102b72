// Decodes a JSON Web Token as it is: signatures are not verified here.

/** Thrown with the key of the text that explains the error. */
export class Unreadable extends Error {}

const CLAIMS = ["mercure", "https://mercure.rocks/"];

/** Returns header and claims. */
export function decode(token) {
  const parts = token.split(".");
  if (parts.length !== 3) {
    throw new Unreadable("notThree");
  }
  try {
    return { header: json(parts[0]), claims: json(parts[1]) };
  } catch {
    throw new Unreadable("notJson");
  }
}

function json(part) {
  const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
  const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError("no object");
  }
  return value;
}

/**
 * Returns the rights granted by the claims under the hub's rules: selectors, or null if the claim is not a list of
 * them.
 */
export function grants(claims) {
  const claim = CLAIMS.map((name) => claims[name]).find((value) => value !== undefined);
  return {
    publish: selectors(claim?.publish),
    subscribe: selectors(claim?.subscribe),
    isAdmin: claims.freshet?.admin === true,
    hasDetails: claims.authorization_details !== undefined,
  };
}

const selectors = (list) => (Array.isArray(list) && list.length > 0 ? list.map(String) : null);
