// The row of buttons that show and copy a form's request as a program.
import { text } from "../texts.js";
import { copyText } from "../wire/copy.js";

const NAMES = { curl: "curl", javascript: "JavaScript", java: "Java", python: "Python" };

/** Adds the row to `place`; `request()` returns the form's request, or null after showing what is missing. */
export function copies(place, snippets, request) {
  place.append(document.getElementById("copies").content.cloneNode(true));
  const code = place.querySelector(".code");
  const said = place.querySelector(".copied");
  place.querySelector("[role=group]").setAttribute("aria-label", place.querySelector(".quiet").textContent);
  for (const button of place.querySelectorAll("[data-language]")) {
    button.addEventListener("click", async () => {
      const wanted = request();
      if (wanted === null) {
        return;
      }
      const { language } = button.dataset;
      code.textContent = snippets[language](wanted);
      code.hidden = false;
      const first = (await copyText(code)) ? text("copied", NAMES[language]) : text("selected");
      said.textContent = "Authorization" in wanted.headers ? `${first} ${text("withToken")}` : first;
    });
  }
}
