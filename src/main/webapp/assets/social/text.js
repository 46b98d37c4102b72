// A post's text as nodes: text and buttons, never markup.

/** Returns the number of characters as counted by the hub. */
export const length = (text) => [...text.replaceAll("\r\n", "\n").normalize("NFC").trim()].length;

/** Writes the text of `post` into `element`; `onTag(tag)` and `onPerson({ id, name })` are called for its links. */
export function writeText(element, { text, links }, { onTag, onPerson }) {
  const nodes = [];
  let at = 0;
  for (const link of links) {
    const label = text.slice(link.from, link.to);
    nodes.push(text.slice(at, link.from));
    nodes.push(
      button(label, () => (link.tag ? onTag(link.tag) : onPerson({ id: link.person, name: label.slice(1) }))),
    );
    at = link.to;
  }
  nodes.push(text.slice(at));
  element.replaceChildren(...nodes);
}

function button(label, onClick) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "link";
  const words = document.createElement("bdi");
  words.textContent = label;
  element.append(words);
  element.addEventListener("click", onClick);
  return element;
}
