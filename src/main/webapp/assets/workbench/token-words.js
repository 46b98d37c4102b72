// A token in words: rights and times. Used under both forms, and by the panel that decodes a token.
import { dates, distances, lists } from "../intl.js";
import { text } from "../texts.js";
import { decode, grants, Unreadable } from "./token.js";

const MOST_SELECTORS = 5;
const UNITS = [
  ["second", 1, 120],
  ["minute", 60, 120],
  ["hour", 3600, 48],
  ["day", 86_400, 800],
  ["year", 365.25 * 86_400, Infinity],
];
const list = lists();
const day = dates({ dateStyle: "medium", timeStyle: "medium" });
const relative = distances({ numeric: "always" });

/** Describes claims: `{words, state}` each, where the state is good, warn, bad or plain. */
export function words(claims, now = Date.now()) {
  const { publish, subscribe, isAdmin, hasDetails } = grants(claims);
  return [
    publish ? say("good", "mayPublish", topics(publish)) : say("plain", "mayNotPublish"),
    subscribe ? say("good", "maySee", topics(subscribe)) : say("plain", "mayNotSee"),
    ...(isAdmin ? [say("good", "admin")] : []),
    ...(hasDetails ? [say("plain", "details")] : []),
    ...times(claims, now / 1000),
  ];
}

function times({ exp, nbf }, now) {
  const said = [];
  if (Number.isFinite(nbf) && nbf > now) {
    said.push(say("bad", "notBefore", ...moment(nbf, now)));
  }
  if (!Number.isFinite(exp)) {
    return [...said, say("plain", "noExpiry")];
  }
  return [...said, exp > now ? say("plain", "expires", ...moment(exp, now)) : say("bad", "expired", ...moment(exp, now))];
}

/** A time outside the calendar is shown as its number. */
function moment(seconds, now) {
  const date = new Date(seconds * 1000);
  return [Number.isNaN(date.getTime()) ? String(seconds) : day(date), distance(seconds - now)];
}

function distance(away) {
  const [unit, length] = UNITS.find(([, seconds, most]) => Math.abs(away) < seconds * most);
  return relative(Math.round(away / length), unit);
}

function topics(selectors) {
  if (selectors.includes("*")) {
    return text("everything");
  }
  const rest = selectors.length - MOST_SELECTORS;
  return list(rest > 0 ? [...selectors.slice(0, MOST_SELECTORS), `+${rest}`] : selectors);
}

const say = (state, key, ...values) => ({ state, words: text(key, ...values) });

/** Returns one line for under a form's field; `empty` is the text for no token. */
export function line(token, empty) {
  if (token === "") {
    return text(document.body.dataset.admin === "true" ? "adminToken" : empty);
  }
  try {
    return `${words(decode(token).claims).map((said) => said.words).join(". ")}.`;
  } catch (failure) {
    return failure instanceof Unreadable ? text(failure.message) : String(failure);
  }
}
