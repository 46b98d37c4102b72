// What every page has: the choice of a theme, and the name of the visitor's time zone.
import { themeControl } from "./theme.js";

/** To be called once; `onColours()` is called after each change of colours. */
export function furnish(onColours = () => {}) {
  themeControl(document.getElementById("theme"), onColours);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (timeZone) {
    document.getElementById("zone").textContent = timeZone;
  }
}
