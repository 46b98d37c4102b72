// What every page has: the choice of a theme, the name of the visitor's time zone, a session that goes on.
import { keepSession } from "./session.js";
import { themeControl } from "./theme.js";

/** To be called once; `onColours()` is called after each change of colours. */
export function furnish(onColours = () => {}) {
  themeControl(document.getElementById("theme"), onColours);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (timeZone) {
    document.getElementById("zone").textContent = timeZone;
  }
  if (document.body.dataset.admin === "true") {
    keepSession(document.body.dataset.root);
  }
}
