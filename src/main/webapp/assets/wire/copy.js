/** Copies an element's text. If the page cannot use the clipboard, selects the text instead and returns false. */
export async function copyText(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return false;
  }
}
