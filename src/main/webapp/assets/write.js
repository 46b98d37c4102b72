/** Sets an element's text only if it is another: a selection, and a screen reader, are left alone. */
export function write(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}
