// The command to copy, with the address of this page.
import { text } from "./texts.js";

export function tryIt(url) {
  const command = document.getElementById("command");
  const copied = document.getElementById("copied");
  command.textContent = `curl -N '${url}'`;
  document.getElementById("copy").addEventListener("click", async () => {
    copied.textContent = "";
    copied.textContent = text((await copy(command)) ? "copied" : "selected");
  });
}

/** Copies the text. The clipboard only exists on secure pages; elsewhere the text is selected instead. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(element);
    return false;
  }
}
