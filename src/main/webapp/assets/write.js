/** Sets an element's text only if it differs, so that selections and screen readers are not disturbed. */
export function write(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}
