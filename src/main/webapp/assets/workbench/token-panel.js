// Decodes a token in this browser, and shows its content.
import { text } from "../texts.js";
import { tokenOf } from "./requests.js";
import { decode, Unreadable } from "./token.js";
import { words } from "./token-words.js";

const byId = (id) => document.getElementById(id);

/** `use(target, token)` is called with "sub" or "pub" when the token is to be used there. */
export function tokenPanel(use) {
  const field = byId("token-text");
  field.addEventListener("input", () => show(tokenOf(field.value)));
  for (const target of ["sub", "pub"]) {
    byId(`token-to-${target}`).addEventListener("click", () => use(target, tokenOf(field.value)));
  }
  byId("token").querySelector("form").addEventListener("submit", (event) => event.preventDefault());
}

function show(token) {
  byId("token-read").hidden = true;
  byId("token-error").textContent = "";
  if (token === "") {
    return;
  }
  try {
    const { header, claims } = decode(token);
    byId("token-words").replaceChildren(...words(claims).map(item));
    byId("token-header").textContent = JSON.stringify(header, null, 2);
    byId("token-claims").textContent = JSON.stringify(claims, null, 2);
    byId("token-read").hidden = false;
  } catch (failure) {
    byId("token-error").textContent = failure instanceof Unreadable ? text(failure.message) : String(failure);
  }
}

function item({ state, words: said }) {
  const line = document.createElement("li");
  line.dataset.state = state;
  line.textContent = said;
  return line;
}
